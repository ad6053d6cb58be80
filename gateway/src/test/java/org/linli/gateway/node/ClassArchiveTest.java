package org.linli.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the archive that fits, with one that does not, and with none, the JVM does and says the same. */
class ClassArchiveTest {
    private static final String MAPPED = "shared objects file (top)";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @SuppressWarnings("NullAway.Init")
    private Path jar;

    /** What the small jar runs. */
    public static final class Greeting {
        private Greeting() {}

        public static void main(String[] words) {
            System.out.println("good day");
        }
    }

    @BeforeEach
    void jar() throws IOException {
        jar = place.resolve("greeting.jar");
        write();
    }

    private void write() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        String name = Greeting.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name));
            out.write(Greeting.class.getClassLoader().getResourceAsStream(name).readAllBytes());
        }
    }

    private void archive() throws IOException, InterruptedException {
        ClassArchive.make(jar, List.of(), List.of(), place.resolve("said.log"), jvm -> {});
    }

    private String says(String... options) throws IOException, InterruptedException {
        List<String> command = JavaCommand.ofJar(jar, List.of(options), List.of());
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void archive_ofThisJar_isMapped() throws Exception {
        archive();
        assertThat(says()).isEqualTo("good day\n");
        assertThat(says("-Xlog:class+load")).contains(Greeting.class.getName() + " source: " + MAPPED);
    }

    @Test
    void archive_thatIsNotThere_isNotMissed() throws Exception {
        assertThat(ClassArchive.options(jar)).isEmpty();
        archive();
        Files.delete(ClassArchive.beside(jar));
        assertThat(says("-XX:SharedArchiveFile=" + ClassArchive.beside(jar))).isEqualTo("good day\n");
    }

    @Test
    void archive_ofAnotherStateOfTheJar_isIgnoredInSilence() throws Exception {
        archive();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(says()).isEqualTo("good day\n");
        assertThat(says("-Xlog:class+load")).doesNotContain(Greeting.class.getName() + " source: " + MAPPED);
    }

    @Test
    void archive_ofAnotherJavaOrWidthOfReferences_isIgnoredInSilence() throws Exception {
        archive();
        assertThat(says("-XX:-UseCompressedOops")).isEqualTo("good day\n");
        byte[] bytes = Files.readAllBytes(ClassArchive.beside(jar));
        bytes[8] ^= 0x7f; // its version, which every Java counts up
        Files.delete(ClassArchive.beside(jar));
        Files.write(ClassArchive.beside(jar), bytes);
        assertThat(says()).isEqualTo("good day\n");
    }

    @Test
    void archive_whoseMakingFails_leavesTheFormerOneWhole() throws Exception {
        archive();
        byte[] former = Files.readAllBytes(ClassArchive.beside(jar));
        assertThatThrownBy(() -> ClassArchive.make(jar, List.of(), List.of(), place.resolve("said.log"), jvm -> {
                    throw new IllegalStateException("not ready");
                }))
                .hasMessage("not ready");
        assertThat(Files.readAllBytes(ClassArchive.beside(jar))).isEqualTo(former);
        assertThat(place.resolve("greeting.jsa.part")).doesNotExist();
        assertThatThrownBy(() -> ClassArchive.make(
                        jar, List.of("-XX:NoSuchOption"), List.of(), place.resolve("said.log"), jvm -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the JVM wrote no archive, and said: ");
    }
}
