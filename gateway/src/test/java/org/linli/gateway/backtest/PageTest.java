package org.linli.gateway.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PageTest {
    private static final String PAGE = Page.of(ComparisonTest.comparison());

    private static Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PAGE.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    @Test
    void page_isWellFormed_andShowsEveryRowAndPlot() throws Exception {
        Document page = parsed();
        List<Element> rows = elements(page, "tr");
        List<Comparison.Row> figures = ComparisonTest.comparison().rows();
        assertThat(rows).hasSize(1 + figures.size());
        for (int i = 0; i < figures.size(); i++) {
            Comparison.Row figure = figures.get(i);
            assertThat(rows.get(i + 1).getTextContent())
                    .isEqualTo(figure.name().zh() + figure.name().en() + figure.a() + figure.b() + figure.difference());
        }
        assertThat(elements(page, "figure")).hasSize(4);
        assertThat(elements(page, "figure")).allSatisfy(figure -> {
            assertThat(figure.getElementsByTagName("title").getLength()).isEqualTo(1);
            assertThat(figure.getTextContent()).doesNotContain("NaN").doesNotContain("Infinity");
        });
    }

    @Test
    void page_saysEverythingInBothLanguages() throws Exception {
        List<Element> spans = elements(parsed(), "span").stream()
                .filter(span -> !span.getAttribute("lang").isEmpty())
                .toList();
        assertThat(spans).hasSizeGreaterThan(40);
        for (int i = 0; i < spans.size(); i += 2) {
            assertThat(spans.get(i).getAttribute("class")).isEqualTo("zh");
            assertThat(spans.get(i + 1).getAttribute("class")).isEqualTo("en");
        }
    }

    @Test
    void page_needsNothingElse_andIsTheSameEachTime() {
        String withoutNames =
                PAGE.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "");
        assertThat(withoutNames).doesNotContain("http").doesNotContain("url(").doesNotContain("<script");
        assertThat(PAGE).contains("slow &amp; &lt;old&gt;");
        assertThat(Page.of(ComparisonTest.comparison())).isEqualTo(PAGE);
    }

    @Test
    void lead_saysWhatItMeansForWhoWaits() {
        assertThat(PAGE)
                .contains("Under A somebody is at the door after 5.0 minutes on average, 5.0 minutes sooner than under"
                        + " B.")
                .contains("从下单到有人上门平均 5.0 分钟，比 B 快 5.0 分钟");
    }

    @Test
    void colours_areThoseOfThePages() throws IOException {
        String tokens = Files.readString(Path.of("web/src/design/tokens.ts")).toUpperCase(Locale.ROOT);
        Matcher colours = Pattern.compile("#[0-9A-Fa-f]{6}").matcher(PAGE);
        int found = 0;
        while (colours.find()) {
            assertThat(tokens).contains(colours.group().toUpperCase(Locale.ROOT));
            found++;
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    void plot_ofTwoValues_stepsWhereTheyAre() {
        Plot plot = new Plot(
                new Bilingual("甲", "one"),
                new Bilingual("分", "minutes"),
                new Bilingual("%", "%"),
                4,
                1,
                false,
                ComparisonTest.spread(1, 2)::atMost,
                value -> 1);
        Matcher a = Pattern.compile("class=\"curve a\" d=\"([^\"]*)\"").matcher(plot.svg());
        assertThat(a.find()).isTrue();
        List<String> points = List.of(a.group(1).substring(1).split("L"));
        // 340 wide from 44, 200 high from 26, 170 steps for 4 minutes: the value 1 stands after 42.5 steps.
        assertThat(points).hasSize(171);
        assertThat(points.get(0)).isEqualTo("44.0 226.0");
        assertThat(points.get(42)).isEqualTo("128.0 226.0");
        assertThat(points.get(43)).isEqualTo("130.0 126.0");
        assertThat(points.get(85)).isEqualTo("214.0 26.0");
        assertThat(points.get(170)).isEqualTo("384.0 26.0");
    }

    @Test
    void axis_endsAtARoundNumber() {
        assertThat(Plot.nice(0, 1)).isEqualTo(1);
        assertThat(Plot.nice(3, 1)).isEqualTo(4);
        assertThat(Plot.nice(8.5, 1)).isEqualTo(10);
        assertThat(Plot.nice(40, 1)).isEqualTo(40);
        assertThat(Plot.nice(41, 1)).isEqualTo(80);
    }
}
