package dev.perdure.samples.javabuilder;

import java.nio.file.Files;
import java.util.Map;

/** Makes annotation processors of a few lines. */
final class Processors {
  private Processors() {}

  /**
   * Writes {@code name.jar} with a processor {@code Generator} that runs {@code body} in each round
   * but the last; its field {@code count} is static.
   */
  static void write(Project project, String name, String body) throws Exception {
    project.write(
        name + "/Generator.java",
        """
        import java.io.*;
        import java.util.*;
        import javax.annotation.processing.*;
        import javax.lang.model.SourceVersion;
        import javax.lang.model.element.TypeElement;
        import javax.tools.*;

        @SupportedAnnotationTypes("*")
        @SupportedOptions("mode")
        public class Generator extends AbstractProcessor {
          static int count;

          @Override
          public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
          }

          @Override
          public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
            if (!round.processingOver()) {
              %s
            }
            return false;
          }
        }
        """
            .formatted(body));
    project.succeed(Project.target(name, "--sources", name + "/Generator.java"));
    Map<String, byte[]> built = project.jar("out/" + name + ".jar");
    OutputJar jar = new OutputJar(false);
    jar.addAll(built);
    Files.deleteIfExists(project.file(name + ".jar"));
    jar.write(project.file(name + ".jar"));
  }
}
