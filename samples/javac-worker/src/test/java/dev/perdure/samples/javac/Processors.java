package dev.perdure.samples.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** Makes an annotation processor of a few lines, in the folder {@code processor}. */
final class Processors {
  private Processors() {}

  /** Compiles a processor that runs {@code body} in each round but the last. */
  static void compile(Path root, String body) throws Exception {
    FileTree.write(
        root,
        "Generator.java",
        """
        import java.io.*;
        import java.util.*;
        import javax.annotation.processing.*;
        import javax.lang.model.SourceVersion;
        import javax.lang.model.element.TypeElement;

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
    List<String> arguments = List.of("-proc:none", "-d", "processor", "Generator.java");
    assertThat(Command.javac(root, arguments)).isEqualTo(new Command.Result(0, ""));
    FileTree.write(
        root, "processor/META-INF/services/javax.annotation.processing.Processor", "Generator\n");
  }
}
