package org.linli.gateway.sheet;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a table that have something in them, read one ahead. */
abstract class FilledRows implements Sheet {
    private @Nullable SheetRow next;

    /** Whether there is another row, blank or not. */
    abstract boolean advance();

    /** That row; called once after each {@link #advance} that said so. */
    abstract SheetRow read();

    @Override
    public final boolean hasNext() {
        while (next == null && advance()) {
            SheetRow row = read();
            next = row.isBlank() ? null : row;
        }
        return next != null;
    }

    @Override
    public final SheetRow next() {
        SheetRow row = hasNext() ? next : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }
}
