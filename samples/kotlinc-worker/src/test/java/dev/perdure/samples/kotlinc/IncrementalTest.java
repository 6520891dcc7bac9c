package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perdure.samples.kotlinc.EditedSources.Edit;
import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kotlin.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incremental compilation gives what a full one gives: files, text and exit code. */
class IncrementalTest {
  /** Each compiles a library in full; {@code -Dincremental.steps=60} goes on for longer. */
  private static final int STEPS = Integer.getInteger("incremental.steps", 12);

  private static final String STDLIB =
      Unit.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  /** What a request has left; files with a character for each byte. */
  private record Outcome(int exitCode, String printed, SortedMap<String, String> files) {}

  @TempDir Path directory;
  private final List<String> classPath = new ArrayList<>(List.of(STDLIB));
  private String output = "out";
  private IncrementalCompiler compiler;
  private KotlincHandler handler;

  @BeforeEach
  void start() {
    compiler = new IncrementalCompiler(directory.resolve("states"));
    handler = new KotlincHandler(compiler);
  }

  @AfterEach
  void end() throws IOException {
    compiler.close();
    try (Stream<Path> left = Files.list(directory.resolve("states"))) {
      assertThat(left).isEmpty();
    }
  }

  /** A request with the digests of all inputs. */
  private FakeContext request(Map<String, String> sources, String... options) throws IOException {
    delete(directory.resolve("src"));
    List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect"));
    arguments.addAll(List.of("-cp", String.join(":", classPath)));
    arguments.addAll(List.of("-d", directory.resolve(output).toString()));
    arguments.addAll(List.of(options));
    List<Input> inputs = new ArrayList<>();
    // Not in the order in which kotlinc puts them into a jar.
    for (Map.Entry<String, String> source : new TreeMap<>(sources).descendingMap().entrySet()) {
      Path file = directory.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
      inputs.add(new Input(file.toString(), Digest.ofText(source.getValue())));
    }
    for (String jar : classPath.subList(1, classPath.size())) {
      inputs.add(new Input(jar, Digest.of(Files.readAllBytes(Path.of(jar)))));
    }
    return new FakeContext(arguments, inputs);
  }

  private static FakeContext incremental(FakeContext request) {
    return request.workerArguments(IncrementalCompiler.FLAG);
  }

  private Outcome outcome(FakeContext request) throws Exception {
    delete(directory.resolve("out"));
    int exitCode = request.workIn(handler);
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(directory.resolve("out"))) {
      try (Stream<Path> walk = Files.walk(directory.resolve("out"))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          files.put(
              directory.relativize(file).toString(),
              new String(Files.readAllBytes(file), ISO_8859_1));
        }
      }
    }
    return new Outcome(exitCode, request.printed(), files);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Compiles in both ways. Returns whether the incremental one was taken. */
  private boolean compile(String step, Map<String, String> sources, String... options)
      throws Exception {
    Outcome full = outcome(request(sources, options));
    long before = compiler.incrementals();
    Outcome incremental = outcome(incremental(request(sources, options)));
    assertThat(incremental).as(step).isEqualTo(full);
    return compiler.incrementals() > before;
  }

  /** Cancels before the compiler starts, or when the state is about to be kept. */
  private void cancel(Map<String, String> sources, boolean isEarly) throws Exception {
    FakeContext request = incremental(request(sources));
    if (isEarly) {
      request.onCancelObserved(2, request::cancel);
    } else {
      request.onLook(look -> request.cancel());
    }
    assertThatThrownBy(() -> request.workIn(handler)).isInstanceOf(WorkCancelledException.class);
  }

  private void edit(long seed, int steps) throws Exception {
    Random random = new Random(seed);
    EditedSources sources = new EditedSources(random);
    List<Edit> edits = new ArrayList<>();
    int taken = 0;
    compile("first", sources.files());
    for (int step = 1; step <= steps; step++) {
      if (edits.isEmpty()) {
        edits.addAll(List.of(Edit.values()));
        Collections.shuffle(edits, random);
      }
      // Every second one keeps the state, so that there is one for the next.
      Edit edit = sources.isBroken() || step % 2 == 0 ? Edit.TOUCH : edits.remove(0);
      sources.apply(edit);
      if (step % 10 == 0) {
        cancel(sources.files(), step % 20 == 0);
      }
      if (compile("seed " + seed + ", step " + step + ", " + edit, sources.files())) {
        taken++;
      }
    }
    assertThat(taken).as("incremental ones of %s", steps).isGreaterThanOrEqualTo(steps / 6);
  }

  @Test
  void randomEdits_intoAFolder_giveWhatFullCompilationsGive() throws Exception {
    edit(18, STEPS);
  }

  @Test
  void randomEdits_intoAJar_giveWhatFullCompilationsGive() throws Exception {
    output = "out/all.jar";
    edit(81, STEPS);
  }

  @Test
  void classPath_isReadByWhatOthersSeeOfIt() throws Exception {
    Path jar = directory.resolve("lib.jar");
    classPath.add(jar.toString());
    KotlinLibrary library = new KotlinLibrary(directory, STDLIB);
    Map<String, String> uses =
        Map.of(
            "Uses.kt",
            "fun uses() = lib.number() + lib.inlined { 1 }\nfun runs() = lib.runner { }\n",
            "Value.kt",
            "val limit = lib.LIMIT\n");
    library.write(jar, "body = 1");
    compile("first", uses);
    library.write(jar, "body = 2");
    assertThat(compile("body", uses)).isTrue();
    for (String change : List.of("result", "inline", "object", "constant", "line", "deprecated")) {
      library.write(jar, change);
      assertThat(compile(change, uses)).as(change).isFalse();
      library.write(jar, "body = 1");
      compile("back from " + change, uses);
    }
  }

  @Test
  void warningsOfUnchangedFiles_areSaidEachTime() throws Exception {
    String warns = "@Deprecated(\"old\") fun old() = 1\nfun warns() = old()\n";
    for (int body = 1; body <= 3; body++) {
      compile(
          "body " + body, Map.of("A.kt", warns, "B.kt", "fun b() = listOf(" + body + ").size\n"));
    }
    assertThat(compiler.incrementals()).isZero();
  }

  @Test
  void newWarnings_inUnchangedFiles_areSaid() throws Exception {
    String extension = "fun Base.extended() = 1\n";
    compile("first", Map.of("Base.kt", "class Base\n", "Extension.kt", extension));
    compile(
        "member",
        Map.of("Base.kt", "class Base { fun extended() = 2 }\n", "Extension.kt", extension));
  }

  @Test
  void objectsInInlineFunctions_areNewInTheirCallers() throws Exception {
    String uses = "fun uses() = made { }\n";
    for (int number = 1; number <= 2; number++) {
      String inline =
          "inline fun made(crossinline action: () -> Unit) ="
              + " object : Runnable { override fun run() { println("
              + number
              + "); action() } }\n";
      compile("" + number, Map.of("Inline.kt", inline, "Uses.kt", uses));
    }
  }

  @Test
  void callsOfInlineFunctions_orderTheJar() throws Exception {
    output = "out/all.jar";
    String inline = "inline fun last(action: () -> Int) = action()\n";
    for (String body : List.of("last { 1 }", "1", "2", "last { 2 }")) {
      boolean taken =
          compile(
              body,
              Map.of("A.kt", "fun a() = " + body + "\n", "M.kt", "class M\n", "Z.kt", inline));
      assertThat(taken).as(body).isEqualTo(body.equals("2"));
    }
  }

  @Test
  void otherArguments_haveOtherStates() throws Exception {
    Map<String, String> sources = Map.of("A.kt", "class A", "B.kt", "fun b() = A()\n");
    compile("first", sources);
    assertThat(compile("nothing", sources)).isTrue();
    assertThat(compile("module", sources, "-module-name", "other")).isFalse();
    assertThat(compile("module again", sources, "-module-name", "other")).isTrue();
    assertThat(compile("target", sources, "-jvm-target", "17")).isFalse();
    assertThat(compile("untested option", sources, "-Xno-param-assertions")).isFalse();
    assertThat(compile("untested option again", sources, "-Xno-param-assertions")).isFalse();
    // The compiler warns of it, each time.
    assertThat(compile("feature", sources, "-XXLanguage:+MultiPlatformProjects")).isFalse();
    assertThat(compile("feature again", sources, "-XXLanguage:+MultiPlatformProjects")).isFalse();
    assertThat(compile("first again", sources)).isTrue();
  }

  @Test
  void withoutDigests_orWithOtherInputs_everythingIsCompiled() throws Exception {
    Map<String, String> sources = Map.of("A.kt", "class A");
    compile("first", sources);
    FakeContext request = request(sources);
    List<Input> unknown =
        request.inputs().stream().map(it -> new Input(it.path(), Digest.empty())).toList();
    assertThat(incremental(new FakeContext(request.arguments(), unknown)).workIn(handler)).isZero();
    assertThat(compiler.incrementals()).isZero();
    List<Input> more = new ArrayList<>(request.inputs());
    more.add(new Input(directory.resolve("other.txt").toString(), Digest.ofText("1")));
    assertThat(incremental(new FakeContext(request.arguments(), more)).workIn(handler)).isZero();
    assertThat(compiler.incrementals()).isZero();
    assertThat(incremental(new FakeContext(request.arguments(), more)).workIn(handler)).isZero();
    assertThat(compiler.incrementals()).isOne();
  }

  @Test
  void mainFunction_isInTheManifestOfAJar() throws Exception {
    output = "out/main.jar";
    Map<String, String> sources = Map.of("Main.kt", "fun main() {}\n");
    compile("first", sources);
    assertThat(compile("again", sources)).isFalse();
    output = "out";
    compile("folder", sources);
    assertThat(compile("folder again", sources)).isTrue();
  }
}
