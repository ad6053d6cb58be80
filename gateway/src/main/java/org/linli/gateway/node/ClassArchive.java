package org.linli.gateway.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a jar as a JVM has read them once, in a file that later ones map (dynamic application class-data sharing,
 * JEP 350). It fits this jar, this JDK and this width of references alone: any other JVM reads the jar as if there were none.
 */
public final class ClassArchive {
    private ClassArchive() {}

    /** Where the archive of a jar belongs: {@code linli.jsa} beside {@code linli.jar}. */
    public static Path beside(Path jar) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "") + ".jsa");
    }

    /** What a JVM is told to use the archive beside the jar, and to be silent where it does not fit; nothing if it is not there. */
    public static List<String> options(Path jar) {
        Path archive = beside(jar);
        return Files.isRegularFile(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /** A JVM that runs the jar, and how it comes to its end. */
    interface Life {
        /** Returns when the JVM may end, by itself or by what this did; throws where it did not do what it should. */
        void of(Process jvm) throws IOException, InterruptedException;
    }

    /**
     * Runs the jar once and writes what it read. A JVM that maps half a file crashes, so the archive gets its name when it is
     * whole. Blocks until then.
     *
     * @param jvm       options; those that decide the width of references (heap, collector) must be the later ones' too
     * @param arguments of the jar's main class
     * @param said      gets what the JVM writes
     */
    static void make(Path jar, List<String> jvm, List<String> arguments, Path said, Life life)
            throws IOException, InterruptedException {
        Path archive = beside(jar);
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        Files.deleteIfExists(part);
        Process running = new ProcessBuilder(command(jar, jvm, arguments, part))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            life.of(running);
            running.waitFor();
            if (!Files.isRegularFile(part)) {
                throw new IOException("the JVM wrote no archive, and said: " + last(said));
            }
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            running.destroyForcibly();
            Files.deleteIfExists(part);
        }
    }

    private static List<String> command(Path jar, List<String> jvm, List<String> arguments, Path part) {
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.program());
        command.addAll(jvm);
        command.add("-XX:ArchiveClassesAtExit=" + part);
        command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The last line of what was said. */
    static String last(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
    }
}
