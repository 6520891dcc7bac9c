package dev.perdure.worker.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * What an archive was made from, in a file beside it, so that the next build can keep the archive:
 * the packaged files, the training and the JDK.
 */
final class ArchiveInputs {
  /** Of the file's name, after the launcher's. */
  static final String SUFFIX = ".archive-inputs";

  private final Path record;
  private final String text;

  private ArchiveInputs(Path record, String text) {
    this.record = record;
    this.text = text;
  }

  static ArchiveInputs of(Training training, ArchiveKind kind) throws IOException {
    Path launcher = training.launcher();
    List<String> lines = new ArrayList<>();
    lines.add("archive " + kind);
    lines.add("protocol " + training.protocol());
    lines.add("requests " + sha256(training.requests().toString().getBytes(UTF_8)));
    lines.add("directory " + training.directory());
    lines.add("JDK " + training.jdk().home());
    for (Path file : files(training)) {
      lines.add(sha256(Files.readAllBytes(file)) + " " + file);
    }
    return new ArchiveInputs(
        launcher.resolveSibling(launcher.getFileName() + SUFFIX), String.join("\n", lines) + "\n");
  }

  private static List<Path> files(Training training) throws IOException {
    Path launcher = training.launcher();
    List<Path> files = new ArrayList<>();
    for (String suffix : List.of("", ".jar", ".options")) {
      files.add(launcher.resolveSibling(launcher.getFileName() + suffix));
    }
    Path lib = launcher.resolveSibling("lib");
    if (Files.isDirectory(lib)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
        jars.forEach(files::add);
      }
    }
    files.add(training.jdk().home().resolve("release"));
    files.removeIf(file -> !Files.isRegularFile(file));
    Collections.sort(files);
    return files;
  }

  /** Whether the archive beside the launcher was made from these. */
  boolean areRecorded() throws IOException {
    return Files.isRegularFile(record) && Files.readString(record).equals(text);
  }

  void record() throws IOException {
    Files.writeString(record, text);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
