package dev.perdure.worker.multiplex;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** The tool of one slot, and the class loader that it lives in. */
final class IsolatedSlot implements WorkHandler, AutoCloseable {
  private final ToolLoader loader;
  private final WorkHandler handler;

  private IsolatedSlot(ToolLoader loader, WorkHandler handler) {
    this.loader = loader;
    this.handler = handler;
  }

  static IsolatedSlot of(ToolLoader loader, String handlerClass) throws Exception {
    Thread.currentThread().setContextClassLoader(loader); // Put right again behind the request.
    Object tool;
    try {
      tool = loader.loadClass(handlerClass).getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    if (tool instanceof WorkHandler handler) {
      return new IsolatedSlot(loader, handler);
    }
    throw new IllegalArgumentException("class " + handlerClass + " implements no WorkHandler");
  }

  @Override
  public int work(WorkContext context) throws Exception {
    Thread.currentThread().setContextClassLoader(loader); // As above.
    return handler.work(context);
  }

  @Override
  public void close() throws IOException {
    try (loader) {
      if (handler instanceof AutoCloseable closeable) {
        Thread.currentThread().setContextClassLoader(loader);
        closeable.close();
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the tool can't be closed", e);
    }
  }
}
