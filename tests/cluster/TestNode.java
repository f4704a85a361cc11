import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/** One OpenSearch node in this process, with settings as arguments: key=value. It ends when its standard input does. */
public class TestNode extends Node {
    private static final String[] PLUGINS = {
        "org.opensearch.transport.Netty4Plugin",
        "org.opensearch.analysis.common.CommonAnalysisPlugin",
        "org.opensearch.painless.PainlessPlugin",
        "org.opensearch.index.mapper.MapperExtrasPlugin",
    };

    TestNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService service) {}

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        Settings.Builder builder = Settings.builder();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair[1].contains(",")) builder.putList(pair[0], pair[1].split(","));
            else builder.put(pair[0], pair[1]);
        }
        List<Class<? extends Plugin>> plugins = new ArrayList<>();
        for (String name : PLUGINS) plugins.add((Class<? extends Plugin>) Class.forName(name));
        Settings settings = builder.build();
        Path home = Paths.get(settings.get("path.home"));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings, Collections.emptyMap(), home.resolve("config"), () -> settings.get("node.name"));
        TestNode node = new TestNode(environment, plugins);
        node.start();
        while (System.in.read() >= 0) continue;
        node.close();
        System.exit(0);
    }
}
