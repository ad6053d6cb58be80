package org.linli.gateway.enrol;

import org.linli.gateway.http.Language;

/** What is wrong with, or notable about, a cell, and what to do, in both languages. */
public record CellFault(String column, String value, String zh, String en) {
    public String text(Language language) {
        return language == Language.ZH ? zh : en;
    }
}
