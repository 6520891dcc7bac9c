package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * A tool, its class loader, and the files that it comes from. Its code runs with that loader as the
 * thread's context class loader. Used by one thread only.
 */
final class LoadedTool implements Closeable {
  private final ToolFiles files;
  private final ToolLoader loader;
  private final WorkHandler handler;
  private boolean used;

  private LoadedTool(ToolFiles files, ToolLoader loader, WorkHandler handler) {
    this.files = files;
    this.loader = loader;
    this.handler = handler;
  }

  /**
   * Creates the handler of a tool.
   *
   * @param loader loads the tool; closed if this fails
   * @throws Exception if the handler can't be loaded, or its constructor throws
   */
  static LoadedTool of(ToolFiles files, ToolLoader loader, String handlerClass) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    boolean done = false;
    try {
      thread.setContextClassLoader(loader);
      Object tool = loader.loadClass(handlerClass).getConstructor().newInstance();
      if (tool instanceof WorkHandler handler) {
        done = true;
        return new LoadedTool(files, loader, handler);
      }
      throw new IllegalArgumentException("class " + handlerClass + " implements no WorkHandler");
    } catch (InvocationTargetException e) {
      throw unwrapped(e);
    } finally {
      thread.setContextClassLoader(before);
      if (!done) {
        loader.close();
      }
    }
  }

  private static Exception unwrapped(InvocationTargetException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof Exception cause ? cause : e;
  }

  /** Whether the files of the tool have changed. */
  boolean hasChanged() {
    return files.haveChanged();
  }

  int work(WorkContext context) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      return handler.work(context);
    } finally {
      thread.setContextClassLoader(before);
      if (!used) {
        used = true;
        files.addManifests();
      }
    }
  }

  @Override
  public void close() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (loader) {
      if (handler instanceof AutoCloseable closeable) {
        thread.setContextClassLoader(loader);
        closeable.close();
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the tool can't be closed", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
