package dev.perdure.worker.it.guile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.it.Answer;
import dev.perdure.worker.it.FileTree;
import dev.perdure.worker.it.SourceModules;
import dev.perdure.worker.it.ToolRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real modules, of Guix, of guile-json and of Guile itself, are compiled in random order, with
 * edits, errors and cancellations between. {@code -Dscheme.modules=N} takes N of each project
 * instead of some, {@code -Dscheme.seed=S} another order.
 */
@Tag("guile")
final class GuileSourcesIT extends GuileSteps {
  private static final Path GUILE = Path.of("/usr/share/guile/3.0");
  private static final int MODULES = Integer.getInteger("scheme.modules", 12);
  private static final long SEED = Long.getLong("scheme.seed", 1);
  private static final int SECOND_ROUND = 3;
  private static final Pattern IMPORT =
      Pattern.compile("#:(?:use-module|autoload)\\s+\\(+([a-z0-9][^()]*?)\\)");

  private final Random random = new Random(SEED);
  private Guiles guiles;
  private Path folder;
  private int lastId = 1;

  @BeforeEach
  void newFolder() throws IOException {
    guiles = new Guiles(home(), worker());
    folder = home().folder().resolve("sources");
    FileTree.delete(folder);
    Files.createDirectory(folder);
  }

  private static Path sources() {
    ToolRoot chroot = ToolRoot.chroot();
    Path sources = chroot.path().resolveSibling("scheme");
    ToolRoot.machine().require(sources.toString(), "run .ci/sources");
    return sources;
  }

  @Test
  void modulesOfGuixAndJson_areTheSameBytes() throws Exception {
    FileTree.copy(sources(), folder);
    compileAll(List.of("-O1", "-L", "."), inOrderOfImports(scheme(folder)));
  }

  @Test
  void modulesOfGuile_areTheSameBytes() throws Exception {
    FileTree.copy(GUILE, folder);
    // Those without define-module first: they have names that Guile makes up.
    List<String> modules =
        new ArrayList<>(
            List.of(
                "ice-9/read.scm",
                "ice-9/r6rs-libraries.scm",
                "ice-9/r7rs-libraries.scm",
                "srfi/srfi-67/compare.scm",
                "sxml/upstream/SSAX.scm"));
    List<String> others = scheme(folder);
    Collections.shuffle(others, random);
    modules.addAll(others);
    compileAll(List.of("-O1"), modules);
  }

  private void compileAll(List<String> options, List<String> modules) throws Exception {
    List<String> compiled = new ArrayList<>();
    for (String module : modules) {
      if (compiled.size() == MODULES) {
        break;
      }
      if (compareSafely(options, module).exitCode() == 0) {
        compiled.add(module);
      }
    }
    Collections.shuffle(compiled, random);
    for (String module : compiled.subList(0, Math.max(1, compiled.size() / SECOND_ROUND))) {
      disturb(options, module);
      compare(options, module);
    }
  }

  private Answer compareSafely(List<String> options, String module) throws Exception {
    Answer answer = compare(options, module);
    if (answer.exitCode() != 0) {
      // A library that it needs is not installed; then neither way may leave anything.
      assertThat(folder.resolve(compiled(module))).doesNotExist();
    }
    return answer;
  }

  /** An edit of the module, an error, or a cancellation, before it is compiled again. */
  private void disturb(List<String> options, String module) throws Exception {
    switch (random.nextInt(3)) {
      case 0 ->
          Files.writeString(
              folder.resolve(module),
              "\n(define (perdure-edit x) (list x " + random.nextInt() + "))\n",
              StandardOpenOption.APPEND);
      case 1 -> {
        Files.writeString(folder.resolve("wrong.scm"), "(define-module (wrong))\n(if)\n");
        assertThat(compare(options, "wrong.scm").exitCode()).isEqualTo(1);
      }
      default -> {
        int id = ++lastId;
        worker().send(WorkRequest.of(id, arguments(options, module)).withSandboxDir("sources"));
        worker().cancel(id);
        worker().await(id);
      }
    }
  }

  private Answer compare(List<String> options, String module) throws Exception {
    Path file = folder.resolve(compiled(module));
    Files.deleteIfExists(file);
    List<String> arguments = arguments(options, module);
    Answer warm = guiles.warm("sources", arguments);
    byte[] bytes = warm.exitCode() == 0 ? Files.readAllBytes(file) : new byte[0];
    Files.deleteIfExists(file);
    Answer cold = guiles.cold("sources", arguments);

    assertThat(warm).as("%s, seed %d", module, SEED).isEqualTo(cold);
    if (cold.exitCode() == 0) {
      assertThat(bytes).as("%s, seed %d", module, SEED).isEqualTo(Files.readAllBytes(file));
    }
    return cold;
  }

  private static List<String> arguments(List<String> options, String module) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-o", compiled(module), module));
    return arguments;
  }

  private static String compiled(String module) {
    return module.replaceAll("scm$", "go");
  }

  private static List<String> scheme(Path folder) throws IOException {
    return SourceModules.named(".scm", folder);
  }

  private List<String> inOrderOfImports(List<String> modules) throws IOException {
    return new SourceModules(
            folder, IMPORT, found -> found.group(1).strip().replaceAll("\\s+", "/") + ".scm")
        .inOrderOfImports(modules, random);
  }
}
