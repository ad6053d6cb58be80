package org.linli.load;

/**
 * A line of Linux' {@code /proc/PID/stat} (proc(5)).
 *
 * @param name            as Linux cuts it, without brackets; it may hold anything
 * @param seconds         of processor time that the process or thread has used
 * @param childrenSeconds that its children have used, of those that have ended
 */
record ProcStat(String name, double seconds, double childrenSeconds) {
    private static final double TICKS = 100;

    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcStat(
                line.substring(line.indexOf('(') + 1, line.lastIndexOf(')')),
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS,
                (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS);
    }
}
