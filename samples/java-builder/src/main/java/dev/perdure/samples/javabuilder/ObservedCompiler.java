package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.main.JavaCompiler;
import com.sun.tools.javac.util.Context;

/** javac, which tells an observer what it knows when it knows it, and before it forgets. */
final class ObservedCompiler extends JavaCompiler {
  /** Told by the thread that compiles. */
  interface Observer {
    /**
     * Names in a class have their meaning now, as far as they have one.
     *
     * @param sound whether no error was found so far
     */
    void attributed(Env<AttrContext> type, boolean sound);

    /** The end, whatever came before. */
    void finish(Context context);
  }

  private final Context javac;
  private final Observer observer;
  private boolean finished;

  private ObservedCompiler(Context context, Observer observer) {
    super(context);
    this.javac = context;
    this.observer = observer;
  }

  /** Makes this the compiler of {@code context}. */
  static void register(Context context, Observer observer) {
    Context.Factory<JavaCompiler> factory = it -> new ObservedCompiler(it, observer);
    context.put(compilerKey, factory);
  }

  @Override
  public Env<AttrContext> attribute(Env<AttrContext> type) {
    Env<AttrContext> attributed = super.attribute(type);
    observer.attributed(attributed, errorCount() == 0);
    return attributed;
  }

  @Override
  public void close() {
    if (!finished) {
      finished = true;
      observer.finish(javac);
    }
    super.close();
  }
}
