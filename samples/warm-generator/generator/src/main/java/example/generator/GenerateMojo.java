package example.generator;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.client.InputFiles;
import dev.perdure.worker.client.WorkerClient;
import dev.perdure.worker.client.WorkerLostException;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Generates a module's class of messages. All modules of a build use one warm generator. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
  // #region client
  /**
   * Maven loads a plugin once for all modules of a build, and so they share this. Nobody closes it:
   * when Maven's process ends, its worker sees the end of its input, and ends.
   */
  private static final WorkerClient GENERATOR =
      WorkerClient.builder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              classPath(),
              Generator.class.getName())
          .build();

  // #endregion client

  /** The messages. */
  @Parameter(defaultValue = "${project.basedir}/src/main/messages.properties")
  private File messages;

  /** The package of the class. */
  @Parameter(required = true)
  private String packageName;

  @Parameter(defaultValue = "${project.build.directory}/generated-sources/messages")
  private File output;

  @Parameter(defaultValue = "${project}", readonly = true)
  private MavenProject project;

  // #region execute
  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path folder = output.toPath().resolve(packageName.replace('.', '/'));
    List<String> arguments = List.of(messages.toString(), packageName, folder.toString());
    InputFiles files = InputFiles.in(Path.of(""));
    WorkRequest request =
        WorkRequest.of(0, arguments).withInputs(files.inputs(List.of(messages.toString())));
    try {
      WorkResponse answer = GENERATOR.work(request);
      if (answer.exitCode() != 0) {
        throw new MojoFailureException(answer.output());
      }
    } catch (InterruptedException | WorkerLostException e) {
      throw new MojoExecutionException("the generator gave no answer: " + e.getMessage(), e);
    }
    project.addCompileSourceRoot(output.toString());
  }

  // #endregion execute

  /** Maven's class loader of this plugin has its jar and those that it depends on. */
  private static String classPath() {
    URL[] jars = ((URLClassLoader) GenerateMojo.class.getClassLoader()).getURLs();
    return Stream.of(jars)
        .map(jar -> Path.of(URI.create(jar.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
