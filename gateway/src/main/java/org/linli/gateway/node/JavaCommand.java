package org.linli.gateway.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words of a command that runs Java as this process does: by the same JDK. */
public final class JavaCommand {
    private JavaCommand() {}

    /** The program that runs this process. */
    public static String program() {
        return tool("java");
    }

    /** Another program of the same JDK, such as {@code keytool}. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /**
     * Runs a jar, with its class archive where one lies beside it.
     *
     * @param jvm       options of the JVM
     * @param arguments of the jar's main class
     */
    public static List<String> ofJar(Path jar, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program());
        command.addAll(ClassArchive.options(jar));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /** Runs a class of this process's own class path. */
    public static List<String> ofClass(Class<?> main, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
