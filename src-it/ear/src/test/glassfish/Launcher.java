import java.io.File;
import java.util.Arrays;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** Runs an embedded GlassFish with all archives of a folder; from its source, so that no class of the tests is beside it. */
public class Launcher {

    /** @param args the domain.xml, and the folder */
    public static void main(String[] args) throws Exception {
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(new File(args[0]).toURI().toString());
        GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
        server.start();
        File[] archives = new File(args[1]).listFiles();
        Arrays.sort(archives);
        for (File archive : archives) {
            String name = archive.getName().replaceFirst("\\..*$", "");
            System.out.println("deployed: " + server.getDeployer().deploy(archive, "--name=" + name));
        }
    }
}
