package dev.perdure.samples.javac;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * The name of a {@link LentFile}, for the file system of a zip, which opens its file by the path.
 * It is the ordinary path of the file, except for the file system that reads it.
 */
record LentPath(Path path, LentFile file) implements Path {
  @Override
  public FileSystem getFileSystem() {
    return new LentFileSystem(path.getFileSystem(), file);
  }

  @Override
  public boolean isAbsolute() {
    return path.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return path.getRoot();
  }

  @Override
  public @Nullable Path getFileName() {
    return path.getFileName();
  }

  @Override
  public @Nullable Path getParent() {
    return path.getParent();
  }

  @Override
  public int getNameCount() {
    return path.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return path.getName(index);
  }

  @Override
  public Path subpath(int begin, int end) {
    return path.subpath(begin, end);
  }

  @Override
  public boolean startsWith(Path other) {
    return path.startsWith(other);
  }

  @Override
  public boolean endsWith(Path other) {
    return path.endsWith(other);
  }

  @Override
  public Path normalize() {
    return new LentPath(path.normalize(), file);
  }

  @Override
  public Path resolve(Path other) {
    return path.resolve(other);
  }

  @Override
  public Path relativize(Path other) {
    return path.relativize(other);
  }

  @Override
  public URI toUri() {
    return path.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return new LentPath(path.toAbsolutePath(), file);
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return toAbsolutePath(); // A zip file system asks for this when it is closed; the name may then
    // be gone.
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
      throws IOException {
    return path.register(watcher, events, modifiers);
  }

  @Override
  public int compareTo(Path other) {
    return path.compareTo(other);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
