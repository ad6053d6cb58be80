package org.linli.gateway.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linli.proto.Entry;

/**
 * A place in the log: {@code generation-sequence}, or a sequence alone, which is that of any generation.
 *
 * @param generation 0: any
 */
public record AuditPlace(long generation, long sequence) {
    public static final AuditPlace START = new AuditPlace(0, 1);
    public static final AuditPlace END = new AuditPlace(0, Long.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,12})-)?(\\d{1,18})");

    static AuditPlace of(Entry entry) {
        return new AuditPlace(entry.getGeneration(), entry.getSequence());
    }

    public static Optional<AuditPlace> find(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new AuditPlace(
                        form.group(1) == null ? 0 : Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    public AuditPlace next() {
        return new AuditPlace(generation, sequence + 1);
    }

    boolean isAtOrBefore(Entry entry) {
        return (generation == 0 || generation == entry.getGeneration())
                ? sequence <= entry.getSequence()
                : generation < entry.getGeneration();
    }

    boolean isAtOrAfter(Entry entry) {
        return (generation == 0 || generation == entry.getGeneration())
                ? sequence >= entry.getSequence()
                : generation > entry.getGeneration();
    }

    /** Whether that entry may follow this one: a new generation may begin earlier, where the former's end was lost. */
    boolean joins(AuditPlace following) {
        return generation == following.generation
                ? following.sequence == sequence + 1
                : following.generation > generation && following.sequence <= sequence + 1;
    }

    @Override
    public String toString() {
        return generation == 0 ? Long.toString(sequence) : generation + "-" + sequence;
    }
}
