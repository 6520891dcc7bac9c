package dev.perdure.worker.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.runtime.log.WorkerLog;
import dev.perdure.worker.runtime.request.RequestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingPrintStreamTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final RoutingPrintStream stream = new RoutingPrintStream(utf8(log));
  private final RequestRun run = new RequestRun(WorkRequest.of(1, List.of()), new WorkerLog(null));

  private static PrintStream utf8(ByteArrayOutputStream target) {
    return new PrintStream(target, false, UTF_8);
  }

  @AfterEach
  void unbind() {
    run.stop();
  }

  static Stream<Method> methodsOfThisJdk() {
    return Arrays.stream(PrintStream.class.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        // Tells a constant, which the constructor was given.
        .filter(method -> !method.getName().equals("charset"));
  }

  @ParameterizedTest
  @MethodSource("methodsOfThisJdk")
  void methodOfPrintStream_isOverridden(Method method) throws Exception {
    Method own = RoutingPrintStream.class.getMethod(method.getName(), method.getParameterTypes());
    assertThat(own.getDeclaringClass()).isEqualTo(RoutingPrintStream.class);
  }

  @ParameterizedTest
  @MethodSource("methodsOfThisJdk")
  void methodOfPrintStream_doesToTheRequestWhatPrintStreamDoes(Method method) throws Exception {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    PrintStream expected = utf8(plain);
    Object[] arguments = arguments(method);
    run.begin();
    Object returned = method.invoke(stream, arguments);
    Object plainlyReturned = method.invoke(expected, arguments);
    expected.flush();
    assertThat(run.takeOutput()).isEqualTo(plain.toString(UTF_8));
    assertThat(log.size()).isZero();
    assertThat(returned).isEqualTo(plainlyReturned == expected ? stream : plainlyReturned);
    if (arguments.length > 0) {
      assertThat(plain.size()).as("the arguments say something").isPositive();
    }
  }

  private static Object[] arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    boolean bounds = types.length == 3 && types[2] == int.class;
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = bounds && types[i] == int.class ? (Object) i : argument(types[i]);
    }
    return arguments;
  }

  private static Object argument(Class<?> type) {
    if (type == boolean.class) {
      return true;
    } else if (type == char.class) {
      return 'ü';
    } else if (type == int.class) {
      return 65;
    } else if (type == long.class) {
      return Long.MIN_VALUE;
    } else if (type == float.class) {
      return 1.5f;
    } else if (type == double.class) {
      return -0.25;
    } else if (type == byte[].class) {
      return "bytes".getBytes(UTF_8);
    } else if (type == char[].class) {
      return "chars 世".toCharArray();
    } else if (type == Locale.class) {
      return Locale.GERMANY;
    } else if (type == Object[].class) {
      return new Object[0];
    } else {
      return "text 😀 %n";
    }
  }

  @Test
  void noRequest_printsToTheFallback() {
    stream.print("to the log");
    stream.flush();
    assertThat(log.toString(UTF_8)).isEqualTo("to the log");
  }

  @Test
  void stoppedRequest_printsToTheFallback() throws Exception {
    run.begin();
    stream.print("kept");
    Thread left =
        new Thread(
            () -> {
              run.stop();
              stream.print("late");
              stream.flush();
            });
    left.start();
    left.join(10_000);
    assertThat(run.takeOutput()).isEqualTo("kept");
    assertThat(log.toString(UTF_8)).isEqualTo("late");
  }

  @Test
  void close_onlyFlushes() {
    run.begin();
    stream.print("a");
    stream.close();
    stream.print("b");
    assertThat(stream.checkError()).isFalse();
    assertThat(run.takeOutput()).isEqualTo("ab");
  }

  @Test
  void nulls_printAsPrintStreamPrintsThem() {
    run.begin();
    stream.print((String) null);
    stream.println((Object) null);
    stream.append((CharSequence) null);
    stream.printf((Locale) null, "%s", (Object) null);
    assertThat(run.takeOutput()).isEqualTo("nullnull" + System.lineSeparator() + "nullnull");
  }

  @Test
  void bytesAndText_keepTheirOrder() throws IOException {
    run.begin();
    stream.print("1");
    stream.write("2".getBytes(UTF_8));
    stream.write('3');
    stream.append('4').append("5").printf("%d", 6).println(7);
    assertThat(run.takeOutput()).isEqualTo("1234567" + System.lineSeparator());
  }
}
