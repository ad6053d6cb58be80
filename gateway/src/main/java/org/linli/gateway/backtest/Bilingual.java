package org.linli.gateway.backtest;

/** The same said in Chinese and in English. */
public record Bilingual(String zh, String en) {}
