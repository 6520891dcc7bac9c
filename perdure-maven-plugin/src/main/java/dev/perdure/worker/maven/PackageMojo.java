package dev.perdure.worker.maven;

import dev.perdure.worker.testing.Protocol;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Packages the project as a worker: a launch script, its jar, and an archive of loaded classes that
 * lets it start faster.
 */
@Mojo(
    name = "package",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
final class PackageMojo extends AbstractMojo {
  /** The class that starts the worker. */
  @Parameter(required = true)
  private @Nullable String mainClass;

  /** The name of the launch script, and of all files beside it. */
  @Parameter(defaultValue = "${project.artifactId}")
  private String name = "";

  /** {@code single} for one jar, {@code thin} for a jar that names those in {@code lib/}. */
  @Parameter(defaultValue = "single")
  private String layout = "";

  /**
   * Whether a call of {@code System.exit} ends only its request. With {@code true}, an agent
   * redirects the calls of all classes when they are loaded; it needs the dependency {@code
   * worker-exit-trap}. With {@code packaged}, the calls in the jar are redirected while it is
   * packaged, which needs the layout {@code single}; then the worker can have an AOT cache.
   */
  @Parameter(defaultValue = "false")
  private String exitTrap = "";

  /** More entries of the jar's manifest, such as {@code Add-Exports}. */
  @Parameter private Map<String, String> manifestEntries = new HashMap<>();

  /** Packages that get another name in a single jar: {@code <org.old>org.new</org.old>}. */
  @Parameter private Map<String, String> relocations = new HashMap<>();

  /**
   * A file with more flags for the JVM, one per line; by default src/main/launcher/NAME.options, if
   * it exists.
   */
  @Parameter private @Nullable File options;

  /**
   * A file with requests that the packaged worker must answer, in JSON as on the wire. Each may
   * have an {@code exitCode} that its answer must have, other than 0. By default
   * src/main/launcher/training.json, if it exists. Paths in it are relative to the project's
   * folder.
   */
  @Parameter private @Nullable File training;

  /** The encoding that the worker's client will use: {@code json} or {@code proto}. */
  @Parameter(defaultValue = "json")
  private String protocol = "";

  /** How many seconds the worker may take for an answer, and for the archive at its end. */
  @Parameter(defaultValue = "120")
  private int timeoutSeconds;

  /**
   * {@code cds} for a class archive, {@code aot} for the AOT cache of JDK 25 and newer, {@code
   * none}, or {@code auto} for the best that works. If no AOT cache can be made, a class archive is
   * made instead. An archive needs training requests.
   */
  @Parameter(property = "perdure.archive", defaultValue = "auto")
  private String archive = "";

  /** The JDK that will run the worker; by default, the one that runs Maven. */
  @Parameter(property = "perdure.jdk", defaultValue = "${java.home}")
  private File jdk = new File("");

  /** The folder where NAME.options and training.json are looked for. */
  @Parameter(defaultValue = "${project.basedir}/src/main/launcher", readonly = true)
  private File launcherFolder = new File("");

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project = new MavenProject();

  @Override
  public void execute() throws MojoExecutionException {
    try {
      WorkerPackage worker = workerPackage();
      worker.write();
      start(worker);
    } catch (PackagingException e) {
      throw new MojoExecutionException(name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException(name + " could not be packaged: " + e, e);
    }
  }

  private WorkerPackage workerPackage() throws PackagingException {
    return new WorkerPackage(
        Path.of(project.getBuild().getDirectory(), name),
        Layout.of(layout),
        String.valueOf(mainClass),
        Path.of(project.getBuild().getOutputDirectory()),
        libraries(),
        ExitTrapChoice.of(exitTrap),
        manifestEntries,
        new Relocation(relocations),
        fileOr(options, name + ".options"));
  }

  private void start(WorkerPackage worker) throws PackagingException, IOException {
    if (File.separatorChar == '\\') {
      getLog().warn(name + " was not started, and has no archive: its launch script needs a shell");
      return;
    }
    Path file = fileOr(training, "training.json");
    TargetJdk target = TargetJdk.at(jdk.toPath());
    ArchiveChoice choice = ArchiveChoice.of(archive);
    String warning = choice.warning(target, worker.hasAgent());
    if (warning != null) {
      getLog().warn(name + ": " + warning);
    }
    Training run =
        new Training(
            worker.launcher(),
            project.getBasedir().toPath(),
            target,
            protocol(),
            file == null ? List.of() : TrainingFile.read(file),
            Duration.ofSeconds(timeoutSeconds));
    ArchiveKind made =
        new ArchiveStep(run, text -> getLog().warn(name + ": " + text))
            .make(file == null ? List.of() : choice.kinds(target, worker.hasAgent()));
    getLog().info(made == null ? "no archive" : made.title() + " " + made.file(worker.launcher()));
  }

  private Protocol protocol() throws PackagingException {
    return switch (protocol) {
      case "json" -> Protocol.JSON;
      case "proto" -> Protocol.PROTO;
      default -> throw new PackagingException("the protocol is json or proto, not " + protocol);
    };
  }

  private @Nullable Path fileOr(@Nullable File given, String byDefault) throws PackagingException {
    if (given == null) {
      Path file = launcherFolder.toPath().resolve(byDefault);
      return Files.exists(file) ? file : null;
    }
    if (!given.exists()) {
      throw new PackagingException("there is no file " + given);
    }
    return given.toPath();
  }

  private List<Library> libraries() {
    List<Library> libraries = new ArrayList<>();
    for (Artifact artifact : project.getArtifacts()) {
      if (artifact.getArtifactHandler().isAddedToClasspath()) {
        String classifier = artifact.hasClassifier() ? "-" + artifact.getClassifier() : "";
        String jar =
            artifact.getArtifactId() + "-" + artifact.getBaseVersion() + classifier + ".jar";
        libraries.add(new Library(jar, artifact.getFile().toPath()));
      }
    }
    return libraries;
  }
}
