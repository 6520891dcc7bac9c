package dev.perdure.worker.exit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Defines a tool's classes, with their exit calls rewritten, as an isolating loader does. */
final class ToolLoader extends ClassLoader {
  /** Where a tool's loader stands. */
  enum Parent {
    APPLICATION,
    PLATFORM,
    NONE;

    private @Nullable ClassLoader loader() {
      return switch (this) {
        case APPLICATION -> ClassLoader.getSystemClassLoader();
        case PLATFORM -> ClassLoader.getPlatformClassLoader();
        case NONE -> null;
      };
    }
  }

  private final Map<String, byte[]> classFiles;

  private final UnaryOperator<byte[]> rewriting;

  ToolLoader(Parent parent, Map<String, byte[]> classFiles) {
    this(parent, classFiles, ExitCalls::rewrite);
  }

  ToolLoader(Parent parent, Map<String, byte[]> classFiles, UnaryOperator<byte[]> rewriting) {
    super(parent.loader());
    this.classFiles = classFiles;
    this.rewriting = rewriting;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] rewritten = rewriting.apply(classFile);
    return defineClass(name, rewritten, 0, rewritten.length);
  }

  /** Calls the tool's main method and throws the errors that it throws. */
  void main(String className, String... arguments) throws Exception {
    Method main = Class.forName(className, false, this).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
