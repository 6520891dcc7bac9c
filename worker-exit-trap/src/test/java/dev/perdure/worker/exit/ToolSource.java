package dev.perdure.worker.exit;

import java.util.List;
import java.util.regex.Pattern;

/** Tools that exit in every way that Java's grammar has, with the status that they are given. */
final class ToolSource {
  /** Java 8. */
  static final String JAVA_8 =
      """
      import java.util.function.*;

      class Direct {
        public static void main(String[] args) { System.exit(Integer.parseInt(args[0])); }
      }
      class RuntimeExit {
        public static void main(String[] args) {
          Runtime.getRuntime().exit(Integer.parseInt(args[0]));
        }
      }
      class RuntimeHalt {
        public static void main(String[] args) {
          Runtime.getRuntime().halt(Integer.parseInt(args[0]));
        }
      }
      class AllThree {
        public static void main(String[] args) {
          int status = Integer.parseInt(args[0]);
          if (status == 1) System.exit(status);
          if (status == 2) Runtime.getRuntime().exit(status);
          Runtime.getRuntime().halt(status);
        }
      }
      class StaticReference {
        public static void main(String[] args) {
          IntConsumer exit = System::exit;
          exit.accept(Integer.parseInt(args[0]));
        }
      }
      class BoundReference {
        public static void main(String[] args) {
          IntConsumer exit = Runtime.getRuntime()::exit;
          exit.accept(Integer.parseInt(args[0]));
        }
      }
      class UnboundReference {
        public static void main(String[] args) {
          ObjIntConsumer<Runtime> halt = Runtime::halt;
          halt.accept(Runtime.getRuntime(), Integer.parseInt(args[0]));
        }
      }
      class BoxedReference {
        public static void main(String[] args) {
          Consumer<Integer> exit = System::exit;
          exit.accept(Integer.valueOf(args[0]));
        }
      }
      class InLambda {
        public static void main(String[] args) {
          Runnable exit = () -> System.exit(Integer.parseInt(args[0]));
          exit.run();
        }
      }
      class InConstructor {
        InConstructor(int status) { System.exit(status); }
        public static void main(String[] args) { new InConstructor(Integer.parseInt(args[0])); }
      }
      class InSuperArgument extends InSuperArgumentBase {
        InSuperArgument(int status) { super(end(status)); }
        static Object end(int status) { System.exit(status); return null; }
        public static void main(String[] args) { new InSuperArgument(Integer.parseInt(args[0])); }
      }
      class InSuperArgumentBase { InSuperArgumentBase(Object o) { } }
      class InInitialiser {
        static int status;
        static class Exits { static { System.exit(status); } static void touch() { } }
        public static void main(String[] args) {
          status = Integer.parseInt(args[0]);
          Exits.touch();
        }
      }
      interface HasDefault { default void end(int status) { System.exit(status); } }
      class InDefaultMethod implements HasDefault {
        public static void main(String[] args) {
          new InDefaultMethod().end(Integer.parseInt(args[0]));
        }
      }
      interface InInterface {
        static void main(String[] args) { Runtime.getRuntime().halt(Integer.parseInt(args[0])); }
      }
      interface InInterfaceLambda {
        static void main(String[] args) {
          Runnable exit = () -> System.exit(Integer.parseInt(args[0]));
          exit.run();
        }
      }
      interface InInterfaceReference {
        static void main(String[] args) {
          IntConsumer exit = Runtime.getRuntime()::exit;
          exit.accept(Integer.parseInt(args[0]));
        }
      }
      class InEnumConstant {
        enum Ending {
          NO { void end(int status) { } },
          YES { void end(int status) { System.exit(status); } };
          abstract void end(int status);
        }
        public static void main(String[] args) { Ending.YES.end(Integer.parseInt(args[0])); }
      }
      class InInnerClass {
        int status;
        class Inner { void end() { System.exit(status); } }
        public static void main(String[] args) {
          InInnerClass outer = new InInnerClass();
          outer.status = Integer.parseInt(args[0]);
          outer.new Inner().end();
        }
      }
      class Framed {
        public static void main(String[] args) {
          long sum = 0;
          double weight = args.length > 3 ? 0.5 : 1;
          for (String arg : args) {
            try {
              Object value = arg.isEmpty() ? (Object) arg : (Object) Integer.valueOf(arg);
              if (value instanceof Integer && sum == 0) {
                System.exit(((Integer) value) + (weight > 0.7 ? 0 : 1));
              }
              sum += value.hashCode();
            } catch (RuntimeException e) {
              sum--;
            } catch (Throwable e) {
              sum++;
            } finally {
              sum = sum << 1;
            }
          }
          switch (args[0]) { case "a": System.exit(1); break; default: }
          if (sum != 2) throw new IllegalStateException("sum " + sum);
        }
      }
      class InThread {
        public static void main(String[] args) throws Exception {
          Thread thread = new Thread(() -> System.exit(Integer.parseInt(args[0])));
          thread.start();
          try { thread.join(); } catch (InterruptedException e) { }
        }
      }
      class Synchronised {
        public static synchronized void main(String[] args) {
          synchronized (Synchronised.class) { System.exit(Integer.parseInt(args[0])); }
        }
      }
      """;

  /** Java 17, to be compiled with the rest. */
  static final String JAVA_17 =
      """
      record InRecord(int status) {
        InRecord { System.exit(status); }
        public static void main(String[] args) { new InRecord(Integer.parseInt(args[0])); }
      }
      interface InPrivateInterfaceMethod {
        private static void end(int status) { System.exit(status); }
        static void main(String[] args) { end(Integer.parseInt(args[0])); }
      }
      class InSwitch {
        sealed interface Ending permits Yes, No { }
        record Yes(int status) implements Ending { }
        record No() implements Ending { }
        public static void main(String[] args) {
          Ending ending = args.length == 1 ? new Yes(Integer.parseInt(args[0])) : new No();
          String text = "status " + ending;
          if (ending instanceof Yes yes && !text.isEmpty()) {
            switch (args[0]) {
              case "1" -> System.exit(2);
              default -> System.exit(yes.status());
            }
          }
        }
      }
      """;

  private ToolSource() {}

  static String forRelease(int release) {
    return release >= 17 ? JAVA_8 + JAVA_17 : JAVA_8;
  }

  /** The names of the classes and interfaces that have a main method. */
  static List<String> mainClasses(int release) {
    return Pattern.compile("^(?:class|interface|record) (\\w+)", Pattern.MULTILINE)
        .matcher(forRelease(release))
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.equals("HasDefault") && !name.equals("InSuperArgumentBase"))
        .toList();
  }
}
