import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Lucene behind two commands: `build FOLDER` reads documents, `ask FOLDER` questions, a line each; tabs between fields. */
public final class Rival {
    private static final String[] FACETS = {"source", "person", "organisation", "place", "year"};
    private static final int SHOWN = 8;
    private static final int YEARS = 400;
    private static final int LENGTH = 240;
    private static final String[] TEXTS = {"title", "body"};
    private static final String LINE = "\u001e";
    private static final String SEVERAL = "\u001f";

    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new SnowballFilter(new LowerCaseFilter(source), new EnglishStemmer()));
        }
    };

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("build")) {
            build(folder, in);
        } else {
            new Rival(folder).answer(in, new PrintStream(System.out, false, StandardCharsets.UTF_8));
        }
    }

    // --- building, in one thread, into one segment for what is only read from then on

    private static void build(Path folder, BufferedReader in) throws IOException {
        IndexWriterConfig how = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(128);
        FacetsConfig facets = facetsConfig();
        try (MMapDirectory directory = new MMapDirectory(folder); IndexWriter writer = new IndexWriter(directory, how)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                writer.addDocument(facets.build(document(line.split("\t", -1))));
            }
            writer.forceMerge(1);
        }
    }

    private static FacetsConfig facetsConfig() {
        FacetsConfig config = new FacetsConfig();
        for (String facet : FACETS) {
            config.setIndexFieldName(facet, "$" + facet);
            config.setMultiValued(facet, true);
        }
        return config;
    }

    private static final FieldType TEXT = text();

    private static FieldType text() {
        FieldType type = new FieldType();
        // With the places of words in the text, snippets need not read it again.
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.setTokenized(true);
        type.setStored(true);
        type.freeze();
        return type;
    }

    private static Document document(String[] given) {
        Document document = new Document();
        document.add(new StoredField("path", given[0]));
        document.add(new Field("title", given[1], TEXT));
        document.add(new Field("body", given[2].replace(LINE, "\n"), TEXT));
        for (int i = 0; i < FACETS.length; i++) {
            for (String value : given[3 + i].isEmpty() ? new String[0] : given[3 + i].split(SEVERAL)) {
                document.add(new SortedSetDocValuesFacetField(FACETS[i], value));
            }
        }
        document.add(new IntField("when", Integer.parseInt(given[7]), Field.Store.NO));
        return document;
    }

    // --- asking

    private final IndexSearcher searcher;
    private final FacetsConfig facets = facetsConfig();
    private final Map<String, SortedSetDocValuesReaderState> states = new HashMap<>();
    private final UnifiedHighlighter highlighter;

    private Rival(Path folder) throws IOException {
        DirectoryReader reader = DirectoryReader.open(new MMapDirectory(folder));
        searcher = new IndexSearcher(reader);
        for (String facet : FACETS) {
            states.put(facet, new DefaultSortedSetDocValuesReaderState(reader, "$" + facet, facets));
        }
        highlighter = UnifiedHighlighter.builder(searcher, ANALYZER)
            .withBreakIterator(() -> LengthGoalBreakIterator.createClosestToLength(
                BreakIterator.getSentenceInstance(Locale.ROOT), LENGTH, 0.5f))
            .build();
    }

    private void answer(BufferedReader in, PrintStream out) throws IOException {
        out.println("ready");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(new Question(line.split("\t", -1))));
            out.flush();
        }
    }

    private String answer(Question asked) throws IOException {
        Query query = asked.query("");
        FacetsCollectorManager manager = new FacetsCollectorManager();
        FacetsCollectorManager.FacetsResult found = FacetsCollectorManager.search(searcher, query, 10, manager);
        TopDocs best = found.topDocs();
        StringBuilder told = new StringBuilder();
        told.append(count(found.facetsCollector())).append('\t').append(best.scoreDocs.length);
        for (String facet : FACETS) {
            String chosen = asked.chosen(facet);
            FacetsCollector among = chosen.isEmpty()
                ? found.facetsCollector() : searcher.search(asked.query(facet), manager);
            told.append('\t').append(counts(facet, among, chosen));
        }
        draw(query, best, told);
        return told.toString();
    }

    private static int count(FacetsCollector found) {
        int total = 0;
        for (FacetsCollector.MatchingDocs segment : found.getMatchingDocs()) {
            total += segment.totalHits;
        }
        return total;
    }

    private String counts(String facet, FacetsCollector among, String chosen) throws IOException {
        int most = facet.equals("year") ? YEARS : SHOWN;
        FacetResult top = new SortedSetDocValuesFacetCounts(states.get(facet), among).getTopChildren(most, facet);
        if (top == null) {
            return "";
        }
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < top.labelValues.length; i++) {
            if (!top.labelValues[i].label.equals(chosen)) {
                told.append(told.isEmpty() ? "" : ",").append(top.labelValues[i].value.intValue());
            }
        }
        return told.toString();
    }

    private void draw(Query query, TopDocs best, StringBuilder told) throws IOException {
        StoredFields stored = searcher.storedFields();
        String[] snippets = highlighter.highlight("body", query, best, 1);
        for (int i = 0; i < best.scoreDocs.length; i++) {
            ScoreDoc hit = best.scoreDocs[i];
            String title = stored.document(hit.doc, java.util.Set.of("title")).get("title");
            String snippet = snippets[i] == null ? "" : snippets[i].replace("\n", LINE).replace("\t", " ");
            told.append('\t').append(title).append(' ').append(snippet);
        }
    }

    /** What is asked: kind, terms, source, person, first and last year. */
    private record Question(String kind, String[] words, String source, String person, String since, String until) {
        Question(String[] given) {
            this(given[0], given[1].isEmpty() ? new String[0] : given[1].split(" "), given[2], given[3], given[4], given[5]);
        }

        String chosen(String facet) {
            return facet.equals("source") ? source : facet.equals("person") ? person : "";
        }

        /** The query without what is chosen in a facet. Filters score nothing. */
        Query query(String without) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            if (words.length > 0) {
                all.add(text(), Occur.MUST);
            }
            for (String facet : List.of("source", "person")) {
                if (!chosen(facet).isEmpty() && !facet.equals(without)) {
                    String term = FacetsConfig.pathToString(facet, new String[] {chosen(facet)});
                    all.add(new TermQuery(new Term("$" + facet, term)), Occur.FILTER);
                }
            }
            if (!since.isEmpty()) {
                all.add(IntField.newRangeQuery("when", Integer.parseInt(since), Integer.parseInt(until)), Occur.FILTER);
            }
            BooleanQuery made = all.build();
            return made.clauses().isEmpty() ? new MatchAllDocsQuery() : made.clauses().size() == 1 && words.length > 0
                ? made.clauses().get(0).getQuery() : made;
        }

        private Query text() {
            if (kind.equals("phrase")) {
                return either(new PhraseQuery("title", words), new PhraseQuery("body", words));
            }
            if (kind.equals("prefix")) {
                return either(new PrefixQuery(new Term("title", words[0])), new PrefixQuery(new Term("body", words[0])));
            }
            BooleanQuery.Builder several = new BooleanQuery.Builder();
            for (String word : words) {
                Query[] fields = Arrays.stream(TEXTS).map(name -> new TermQuery(new Term(name, word))).toArray(Query[]::new);
                several.add(either(fields), kind.equals("or") ? Occur.SHOULD : Occur.MUST);
            }
            return several.build();
        }

        private static Query either(Query... queries) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            for (Query query : queries) {
                any.add(query, Occur.SHOULD);
            }
            return any.build();
        }
    }
}
