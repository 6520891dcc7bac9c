package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlin.backend.common.output.OutputFile;
import org.jetbrains.kotlin.backend.common.output.OutputFileCollection;
import org.jetbrains.kotlin.cli.jvm.compiler.CompileEnvironmentUtil;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a target, in the order in which kotlinc puts them into a jar. That is the order of
 * the sources' paths, whatever the order of the arguments is; but a class with inline functions
 * comes with the first source that calls one of them.
 */
final class KeptClasses {
  private static final String CLASS = ".class";

  /** The source of a file that is no class, such as the one of the module. */
  private static final String NO_SOURCE = "";

  private static final String SEVERAL_SOURCES = "several";

  /** In what a class file tells debuggers: a file, and the class whose code was inlined from it. */
  private static final Pattern INLINED = Pattern.compile("\n\\+ \\d+ [^\n]+\n([^\n]+)");

  /**
   * A file in the folder.
   *
   * @param shape what others can see of it
   */
  private record Kept(String name, String source, String shape) {}

  private final Path folder;
  private final Path list;
  private final boolean isForJar;
  private final List<Kept> all = new ArrayList<>();

  /** The sources that call inline functions of later ones, and so decide where those come. */
  private final Set<String> ordering = new HashSet<>();

  /** The classes in {@code folder}, about which the file {@code list} tells the next request. */
  KeptClasses(Path folder, Path list, boolean isForJar) {
    this.folder = folder;
    this.list = list;
    this.isForJar = isForJar;
  }

  /** Takes over what was made of all sources. False if that can't be kept. */
  boolean replaceAll(List<BuildTools.Made> made) throws IOException {
    all.addAll(kept(made));
    ordering.addAll(ordering(all));
    save();
    return isComplete() && all.stream().noneMatch(kept -> kept.source().equals(SEVERAL_SOURCES));
  }

  /**
   * Takes over what was made of some sources.
   *
   * @return false if another source must be compiled as well, or the order of a full compilation is
   *     not known
   */
  boolean replace(List<BuildTools.Made> made) throws IOException {
    read();
    Map<String, List<Kept>> bySource =
        kept(made).stream().collect(Collectors.groupingBy(Kept::source));
    for (Map.Entry<String, List<Kept>> source : bySource.entrySet()) {
      List<Kept> before =
          all.stream().filter(kept -> kept.source().equals(source.getKey())).toList();
      if (before.isEmpty() || !shapes(before).equals(shapes(source.getValue()))) {
        return false;
      }
      int place = all.indexOf(before.get(0));
      all.removeAll(before);
      all.addAll(place, source.getValue());
    }
    Set<String> now = ordering(bySource.values().stream().flatMap(List::stream).toList());
    now.addAll(ordering);
    now.retainAll(bySource.keySet());
    save();
    return isComplete() && (now.isEmpty() || !isForJar);
  }

  /** What was made last under each name, in its order. */
  private List<Kept> kept(List<BuildTools.Made> made) throws IOException {
    Map<String, Kept> latest = new LinkedHashMap<>();
    for (BuildTools.Made each : made) {
      if (!Files.exists(each.file())) {
        continue; // Its source was compiled again, to something else.
      }
      String name = folder.relativize(each.file()).toString();
      byte[] bytes = Files.readAllBytes(each.file());
      String source =
          each.sources().size() == 1 ? each.sources().get(0).toString() : SEVERAL_SOURCES;
      latest.remove(name);
      latest.put(
          name,
          name.endsWith(CLASS)
              ? new Kept(name, source, ClassShape.of(bytes))
              : new Kept(name, NO_SOURCE, HexFormat.of().formatHex(bytes)));
    }
    return List.copyOf(latest.values());
  }

  private static Map<String, String> shapes(List<Kept> classes) {
    return classes.stream()
        .filter(kept -> !kept.shape().isEmpty())
        .collect(Collectors.toMap(Kept::name, Kept::shape));
  }

  /** The sources of those that have code of a class that would come later without them. */
  private Set<String> ordering(List<Kept> classes) throws IOException {
    Map<String, String> sources = all.stream().collect(Collectors.toMap(Kept::name, Kept::source));
    Set<String> found = new HashSet<>();
    for (Kept kept : classes) {
      // As in the class file, a character for each byte.
      String bytes = new String(Files.readAllBytes(folder.resolve(kept.name())), ISO_8859_1);
      Matcher inlined = INLINED.matcher(bytes);
      while (inlined.find()) {
        String name = new String(inlined.group(1).getBytes(ISO_8859_1), UTF_8) + CLASS;
        if (sources.getOrDefault(name, "").compareTo(kept.source()) > 0) {
          found.add(kept.source());
        }
      }
    }
    return found;
  }

  private boolean isComplete() throws IOException {
    Set<String> names = all.stream().map(Kept::name).collect(Collectors.toSet());
    return names.size() == all.size() && names.equals(Set.copyOf(files()));
  }

  private List<String> files() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  private void read() throws IOException {
    for (String line : Files.readAllLines(list, UTF_8)) {
      String[] parts = line.split("\t", -1);
      all.add(new Kept(parts[1], parts[2], parts[3]));
      if (!parts[0].isEmpty()) {
        ordering.add(parts[2]);
      }
    }
  }

  private void save() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Kept kept : all) {
      String mark = ordering.contains(kept.source()) ? "+" : "";
      lines.add(String.join("\t", mark, kept.name(), kept.source(), kept.shape()));
    }
    Files.write(list, lines, UTF_8);
  }

  /** Writes all classes to a jar or a folder, by kotlinc's own means or in its way. */
  void writeTo(Path output) throws IOException {
    if (isForJar) {
      writeJar(output);
      return;
    }
    // What else is in the folder stays.
    for (String name : files()) {
      Path file = output.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, Files.readAllBytes(folder.resolve(name)));
    }
  }

  private void writeJar(Path output) {
    List<OutputFile> files =
        all.stream().<OutputFile>map(kept -> new KeptFile(folder, kept.name())).toList();
    CompileEnvironmentUtil.writeToJar(
        output.toFile(), false, true, true, null, new All(files), new CompilerConfiguration());
  }

  private record KeptFile(Path folder, String name) implements OutputFile {
    @Override
    public String getRelativePath() {
      return name;
    }

    @Override
    public List<File> getSourceFiles() {
      return List.of();
    }

    @Override
    public byte[] asByteArray() {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String asText() {
      return new String(asByteArray(), UTF_8);
    }
  }

  private record All(List<OutputFile> asList) implements OutputFileCollection {
    @Override
    public @Nullable OutputFile get(String name) {
      return asList.stream().filter(it -> it.getRelativePath().equals(name)).findAny().orElse(null);
    }
  }
}
