package org.linli.gateway.backtest;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.linli.gateway.http.HtmlText;

/**
 * Two curves over one axis as an SVG of its own, without scripts. The upright axis is a share from 0 to 100 %.
 *
 * @param title  what is shown
 * @param across what the level axis says
 * @param up     what the upright axis says
 * @param most   the end of the level axis
 * @param unit   what one of the level axis' numbers is divided by before it is given to the curves
 * @param even   whether the diagonal is drawn, which means an even spread
 */
record Plot(
        Bilingual title,
        Bilingual across,
        Bilingual up,
        double most,
        double unit,
        boolean even,
        DoubleUnaryOperator a,
        DoubleUnaryOperator b) {
    private static final int LEFT = 44;
    private static final int TOP = 26;
    private static final int WIDTH = 340;
    private static final int HEIGHT = 200;
    private static final int SAMPLES = 170;
    private static final int TICKS = 4;

    /** The least of 1, 2, 4, 8 times a power of ten that the value does not exceed; at least the least. */
    static double nice(double value, double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, least))));
        for (int times : new int[] {1, 2, 4, 8}) {
            if (Math.max(value, least) <= times * power * (1 + 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg role=\"img\" viewBox=\"0 0 400 276\" xmlns=\"http://www.w3.org/2000/svg\">\n");
        svg.append("<title>")
                .append(HtmlText.of(title.zh() + " / " + title.en()))
                .append("</title>\n");
        grid(svg);
        if (even) {
            svg.append("<path class=\"even\" d=\"M").append(x(0)).append(' ').append(y(0));
            svg.append('L').append(x(most)).append(' ').append(y(1)).append("\"/>\n");
        }
        curve(svg, "b", b);
        curve(svg, "a", a);
        words(svg, up, LEFT - 38, 14, "start");
        words(svg, across, LEFT + WIDTH, TOP + HEIGHT + 42, "end");
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg) {
        for (int i = 0; i <= TICKS; i++) {
            double share = (double) i / TICKS;
            svg.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ').append(y(share));
            svg.append('h').append(WIDTH).append("\"/>");
            number(svg, LEFT - 6, TOP + HEIGHT * (1 - share) + 4, "end", share * 100);
            number(svg, LEFT + WIDTH * share, TOP + HEIGHT + 20.0, "middle", most * share);
        }
    }

    private static void number(StringBuilder svg, double x, double y, String anchor, double value) {
        svg.append("<text x=\"").append(one(x)).append("\" y=\"").append(one(y)).append("\" text-anchor=\"");
        svg.append(anchor).append("\">").append(tick(value)).append("</text>\n");
    }

    private static void words(StringBuilder svg, Bilingual words, int x, int y, String anchor) {
        for (String language : new String[] {"zh", "en"}) {
            svg.append("<text class=\"").append(language).append("\" lang=\"").append(language);
            svg.append("\" x=\"")
                    .append(x)
                    .append("\" y=\"")
                    .append(y)
                    .append("\" text-anchor=\"")
                    .append(anchor);
            svg.append("\">").append(HtmlText.of(language.equals("zh") ? words.zh() : words.en()));
            svg.append("</text>\n");
        }
    }

    private void curve(StringBuilder svg, String name, DoubleUnaryOperator share) {
        svg.append("<path class=\"curve ").append(name).append("\" d=\"");
        for (int i = 0; i <= SAMPLES; i++) {
            double value = most * i / SAMPLES;
            svg.append(i == 0 ? 'M' : 'L').append(x(value)).append(' ');
            svg.append(y(share.applyAsDouble(value / unit)));
        }
        svg.append("\"/>\n");
    }

    private String x(double value) {
        return one(LEFT + WIDTH * value / most);
    }

    private static String y(double share) {
        return one(TOP + HEIGHT * (1 - share));
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String tick(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
