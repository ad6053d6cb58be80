package org.linli.matcher.registry.supervise;

import java.util.Map;

/**
 * What a server says of itself and of the region's data that it has.
 *
 * @param run          a name that it gives itself at each start
 * @param master       whether it follows nobody
 * @param following    whom it follows, as host:port; empty: nobody
 * @param inStep       whether it follows over a live link and is not being given all data anew
 * @param offset       how far it has come in its history
 * @param history      the name of the history that it followed before it was told to follow nobody
 * @param historyEnd   how far it had come in that history
 * @param generation   of the region's data; 0: it has none
 * @param acknowledging how many replicas must have what leaves a node, by these data
 * @param supervisor   whose region it is, by these data; empty: nobody's
 * @param appointed    the run that the supervisor last told what counts, by these data; empty: told by an older program
 */
public record ServerState(
        String run,
        boolean master,
        String following,
        boolean inStep,
        long offset,
        String history,
        long historyEnd,
        long generation,
        int acknowledging,
        String supervisor,
        String appointed) {

    /** @param info the server's own words on itself and its replication */
    static ServerState of(String info, String region) {
        Map<String, String> said = RedisInfo.fields(info);
        String[] fields = (region + "\n \n \n \n ").split("\n", -1);
        boolean master = said.getOrDefault("role", "").equals("master");
        return new ServerState(
                said.getOrDefault("run_id", ""),
                master,
                master ? "" : said.get("master_host") + ":" + said.get("master_port"),
                said.getOrDefault("master_link_status", "").equals("up")
                        && said.getOrDefault("master_sync_in_progress", "").equals("0"),
                number(said.getOrDefault(master ? "master_repl_offset" : "slave_repl_offset", "0")),
                said.getOrDefault("master_replid2", ""),
                number(said.getOrDefault("second_repl_offset", "-1")),
                number(fields[0]),
                (int) number(fields[1]),
                fields[2].trim(),
                fields[3].trim());
    }

    private static long number(String text) {
        return text.isBlank() ? 0 : Long.parseLong(text.trim());
    }

    /** Whether the supervisor has told this very run what counts. */
    boolean isAppointed() {
        return appointed.isEmpty() || appointed.equals(run);
    }

    boolean follows(String address) {
        return inStep && following.equals(address);
    }
}
