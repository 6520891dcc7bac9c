package dev.perdure.worker.it.isolated;

import dev.perdure.worker.WorkContext;
import dev.perdure.worker.WorkHandler;
import java.lang.reflect.InvocationTargetException;

/** A tool that is a program: the first argument names its main class, the others are its own. */
public final class MainTool implements WorkHandler {
  @Override
  public int work(WorkContext context) throws Exception {
    String[] arguments = context.arguments().toArray(String[]::new);
    String[] own = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, own, 0, own.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) own);
      return 0;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // What unwinds an exit call is one.
      }
      throw e;
    }
  }
}
