package dev.perdure.worker.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ARCHITECTURE.md and the records of decisions tell the truth, and the modules keep what they say.
 */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..");
  private static final Path RECORDS = ROOT.resolve("docs/decisions");
  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(classFolders());

  @Test
  void arrowsBetweenModules_areThoseOfThePicture() throws IOException {
    Map<String, String> drawn = new TreeMap<>();
    Pattern arrow = Pattern.compile("(worker-\\S+) +-> (.+)");
    for (String line : Files.readAllLines(ROOT.resolve("ARCHITECTURE.md"))) {
      Matcher matcher = arrow.matcher(line);
      if (matcher.matches()) {
        drawn.put(matcher.group(1), matcher.group(2).strip());
      }
    }
    assertThat(drawn).isEqualTo(required());
  }

  /** A class that was renamed or removed is named by no text about the architecture. */
  @Test
  void classesInTheRecords_exist() throws IOException {
    Set<String> classes = sourceNames();
    Pattern name = Pattern.compile("`([A-Z][a-z]\\w*)[`.]");
    for (Path page : pages()) {
      Matcher matcher = name.matcher(Files.readString(page));
      while (matcher.find()) {
        assertThat(classes.contains(matcher.group(1)) || isOfTheJdk(matcher.group(1)))
            .as("%s in %s", matcher.group(1), page)
            .isTrue();
      }
    }
  }

  @Test
  void records_areAllInTheirIndex() throws IOException {
    String index = Files.readString(RECORDS.resolve("README.md"));
    List<Path> records = pages();
    assertThat(records).hasSizeGreaterThan(20);
    for (Path record : records) {
      String title = Files.readAllLines(record).get(0).replaceFirst("^# ", "");
      if (record.startsWith(RECORDS) && !record.endsWith("README.md")) {
        assertThat(index).contains("- [" + title + "](" + record.getFileName() + ")");
      }
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("ARCHITECTURE.md")));
    try (DirectoryStream<Path> records = Files.newDirectoryStream(RECORDS, "*.md")) {
      records.forEach(pages::add);
    }
    return pages;
  }

  private static boolean isOfTheJdk(String name) {
    try {
      Class.forName("java.lang." + name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The names of all sources of the project. */
  private static Set<String> sourceNames() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path folder : sourceFolders()) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".java"))
            .forEach(file -> names.add(file.substring(0, file.length() - ".java".length())));
      }
    }
    return names;
  }

  private static List<Path> sourceFolders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path parent : List.of(ROOT, ROOT.resolve("samples"))) {
      try (DirectoryStream<Path> modules = Files.newDirectoryStream(parent, "*-*")) {
        for (Path module : modules) {
          if (Files.isDirectory(module.resolve("src"))) {
            folders.add(module.resolve("src"));
          }
        }
      }
    }
    return folders;
  }

  /**
   * But for one: {@code dev.perdure.worker} names the classes of its runtime, so that its users
   * need not, and the runtime its records. That package is in no slice.
   */
  @Test
  void packagesBelowTheFirst_haveNoCycles() {
    slices().matching("dev.perdure.worker.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** The tables of ARCHITECTURE.md have them from top to bottom. */
  @ParameterizedTest
  @EnumSource
  void packages_useOnlyThoseBelow(Divided divided) throws IOException {
    List<String> names = divided.packages();
    for (int i = 1; i < names.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(names.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(names.subList(0, i).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void packages_areThoseOfTheTableAndSmall(Divided divided) throws IOException {
    Map<String, Integer> sizes = divided.sizes();
    assertThat(sizes).containsOnlyKeys(divided.packages());
    assertThat(sizes.values()).allMatch(size -> size >= 5 && size <= 15, "5 to 15 files");
  }

  /** A part of a module that has a package for each thing that a reader looks for. */
  enum Divided {
    RUNTIME("worker-core", "dev.perdure.worker.runtime"),
    CONFORMANCE("worker-testing", "dev.perdure.worker.testing.conformance"),
    REMOTE("worker-cache", "dev.perdure.worker.cache.remote");

    private final String module;
    private final String parent;
    private final String name;

    Divided(String module, String top) {
      this.module = module;
      int dot = top.lastIndexOf('.') + 1;
      parent = top.substring(0, dot);
      name = top.substring(dot);
    }

    /** The packages of its table, from top to bottom. */
    private List<String> packages() throws IOException {
      Pattern row = Pattern.compile("\\| `(" + name + "(?:\\.\\w+)?)` \\|.*");
      return Files.readAllLines(ROOT.resolve("ARCHITECTURE.md")).stream()
          .map(row::matcher)
          .filter(Matcher::matches)
          .map(matcher -> parent + matcher.group(1))
          .toList();
    }

    /** How many files each package has that has any. */
    private Map<String, Integer> sizes() throws IOException {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      Map<String, Integer> sizes = new TreeMap<>();
      try (Stream<Path> files = Files.walk(sources.resolve((parent + name).replace('.', '/')))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .map(file -> sources.relativize(file.getParent()).toString())
            .forEach(
                folder -> sizes.merge(folder.replace(File.separatorChar, '.'), 1, Integer::sum));
      }
      return sizes;
    }
  }

  @Test
  void core_knowsNoOtherModule() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.perdure.worker",
            "dev.perdure.worker.codec",
            "dev.perdure.worker.files",
            "dev.perdure.worker.runtime..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.perdure.worker..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.resideInAnyPackage(
                            "dev.perdure.worker",
                            "dev.perdure.worker.codec",
                            "dev.perdure.worker.files",
                            "dev.perdure.worker.runtime.."))))
        .check(CLASSES);
  }

  @Test
  void publicMethods_showNoTypeOfAThirdParty() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .arePublic()
        .should(new OnlyOwnTypes())
        .check(CLASSES);
  }

  /** Which modules each published module requires, as its declaration says. */
  private static Map<String, String> required() throws IOException {
    Map<String, String> artifacts = new TreeMap<>();
    Map<String, List<String>> requires = new TreeMap<>();
    for (Path module : published()) {
      String source = Files.readString(module.resolve("src/main/java/module-info.java"));
      String artifact = module.getFileName().toString();
      Matcher name = Pattern.compile("(?m)^(?:open )?module ([\\w.]+)").matcher(source);
      assertThat(name.find()).as(artifact).isTrue();
      artifacts.put(name.group(1), artifact);
      List<String> names = new ArrayList<>();
      Matcher required =
          Pattern.compile("(?m)^  requires (?:transitive |static )*([\\w.]+);").matcher(source);
      while (required.find()) {
        names.add(required.group(1));
      }
      requires.put(artifact, names);
    }
    Map<String, String> arrows = new TreeMap<>();
    requires.forEach(
        (artifact, names) -> {
          TreeSet<String> own = new TreeSet<>();
          names.stream().filter(artifacts::containsKey).map(artifacts::get).forEach(own::add);
          if (!own.isEmpty()) {
            arrows.put(artifact, String.join(", ", own));
          }
        });
    return arrows;
  }

  private static List<Path> published() {
    List<Path> modules = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, "worker-*")) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve("src/main/java/module-info.java"))) {
          modules.add(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(modules).hasSizeGreaterThan(5);
    return modules;
  }

  private static List<Path> classFolders() {
    return published().stream().map(module -> module.resolve("target/classes")).toList();
  }

  /**
   * A third party's type in a signature would make its version part of our interface. The official
   * library's are our own, in the bridge.
   */
  private static final class OnlyOwnTypes extends ArchCondition<JavaMethod> {
    private static final List<String> EXPORTED_TO_USERS =
        List.of(
            "java.",
            "javax.net.",
            "dev.perdure.",
            "com.google.devtools.build.lib.worker.",
            "org.junit.jupiter.api.");

    private OnlyOwnTypes() {
      super("show only types of the JDK, of JUnit and of this library");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
      if (method.getOwner().getPackageName().startsWith("dev.perdure.worker.testing.cli")) {
        return; // A program, whose module exports nothing.
      }
      Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
          .map(JavaClass::getBaseComponentType)
          .filter(type -> !type.isPrimitive())
          .filter(type -> EXPORTED_TO_USERS.stream().noneMatch(type.getName()::startsWith))
          .forEach(
              type ->
                  events.add(
                      SimpleConditionEvent.violated(
                          method, method.getFullName() + " shows " + type.getName())));
    }
  }
}
