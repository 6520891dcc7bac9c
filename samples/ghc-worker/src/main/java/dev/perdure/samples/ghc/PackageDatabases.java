package dev.perdure.samples.ghc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perdure.worker.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The package databases and environments that flags name, which a server reads only once. So it can
 * be used only as long as their contents stay the same, whatever their paths are.
 */
final class PackageDatabases {
  private static final List<String> FLAGS = List.of("-package-db", "-package-env");

  private PackageDatabases() {}

  /**
   * One line for each database, which changes when the database does.
   *
   * @param flags the flags of the session
   * @param directory the directory against which relative paths are resolved
   * @param inputs the request's inputs, whose digests are used; a database that is not among them
   *     is read
   * @throws IOException if one exists but can't be read
   */
  static List<String> traits(List<String> flags, Path directory, List<Input> inputs)
      throws IOException {
    List<String> traits = new ArrayList<>();
    for (String database : named(flags)) {
      String digests = digests(Path.of(database).normalize().toString(), inputs);
      traits.add(
          database + " " + (digests.isEmpty() ? hash(directory.resolve(database)) : digests));
    }
    return traits;
  }

  private static List<String> named(List<String> flags) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < flags.size(); i++) {
      for (String flag : FLAGS) {
        String argument = flags.get(i);
        if (argument.equals(flag) && i + 1 < flags.size()) {
          named.add(flags.get(i + 1));
        } else if (argument.startsWith(flag) && argument.length() > flag.length()) {
          String value = argument.substring(flag.length());
          named.add(value.startsWith("=") ? value.substring(1) : value);
        }
      }
    }
    // This name stands for no environment.
    named.remove("-");
    return named;
  }

  private static String digests(String database, List<Input> inputs) {
    StringBuilder digests = new StringBuilder();
    for (Input input : inputs) {
      String path = input.path();
      if (path.startsWith(database)
          && (path.length() == database.length() || path.charAt(database.length()) == '/')) {
        if (input.digest().isEmpty()) {
          return "";
        }
        digests
            .append(path, database.length(), path.length())
            .append(' ')
            .append(input.digest())
            .append(' ');
      }
    }
    return digests.toString();
  }

  private static String hash(Path database) throws IOException {
    if (!Files.isDirectory(database)) {
      return Files.exists(database) ? hash(List.of(database)) : "missing";
    }
    try (Stream<Path> files = Files.list(database)) {
      return hash(files.filter(PackageDatabases::isRead).sorted().toList());
    }
  }

  private static boolean isRead(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".conf") || name.equals("package.cache");
  }

  private static String hash(List<Path> files) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (Path file : files) {
      digest.update(String.valueOf(file.getFileName()).getBytes(UTF_8));
      digest.update((byte) 0);
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
