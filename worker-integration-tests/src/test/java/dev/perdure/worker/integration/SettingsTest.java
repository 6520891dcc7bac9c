package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.perdure.worker.CancelSteps;
import dev.perdure.worker.Worker;
import dev.perdure.worker.WorkerUpkeep;
import dev.perdure.worker.cache.CacheLimits;
import dev.perdure.worker.cache.remote.RemoteCacheOptions;
import dev.perdure.worker.client.WorkerClient;
import dev.perdure.worker.codec.CodecLimits;
import dev.perdure.worker.jobserver.JobClient;
import dev.perdure.worker.multiplex.Multiplex;
import dev.perdure.worker.process.ProcessPool;
import dev.perdure.worker.testing.ChildConformance;
import dev.perdure.worker.testing.WorkerExtension;
import dev.perdure.worker.testing.WorkerHarness;
import dev.perdure.worker.testing.conformance.ConformanceKit;
import dev.perdure.worker.testing.conformance.WorkerUnderTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever takes a limit, in all modules, takes {@code ChronoUnit.FOREVER} and refuses at once what
 * is less than nothing. The methods are found: a setting is a method of one parameter that returns
 * the type it belongs to, or a component of a record.
 */
class SettingsTest {
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private static final String WORKER =
      """
      {"name": "x", "command": ["true"], "requests": {"work": [{"arguments": []}]}}
      """;

  /** What takes a time and is no setting: it is results, or tested where it is. */
  private static final Set<Class<?>> OTHERS =
      Set.of(
          JobClient.class,
          dev.perdure.worker.jobserver.JobClientStats.class,
          dev.perdure.worker.testing.conformance.CheckResult.class);

  /** The classes in packages that users don't see. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "dev\\.perdure\\.worker\\."
              + "((runtime|cache\\.remote|testing\\.cli|testing\\.conformance)\\.[a-z]"
              + "|testing\\.(child|process|wire)\\.).*");

  @TempDir static Path directory;

  /** One limit, and how to set it. */
  record Setting(String name, Class<?> type, Call call) {
    interface Call {
      void set(@Nullable Object value) throws ReflectiveOperationException;
    }

    /** What setting it throws, or null. */
    @Nullable Throwable refusal(@Nullable Object value) {
      Throwable thrown = catchThrowable(() -> call.set(value));
      return thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Whatever has settings, one of each kind. */
  private static List<Object> owners() throws IOException {
    Path worker = Files.writeString(directory.resolve("worker.json"), WORKER);
    return List.of(
        Worker.of(context -> 0),
        CodecLimits.defaults(),
        CancelSteps.defaults(),
        WorkerUpkeep.defaults(),
        Multiplex.create(),
        CacheLimits.defaults(),
        WorkerClient.builder("true"),
        RemoteCacheOptions.of("http://localhost"),
        ProcessPool.builder(),
        ChildConformance.of(List.of("true"), directory),
        WorkerHarness.process("true"),
        WorkerExtension.process("true"),
        ConformanceKit.of(WorkerUnderTest.read(worker)));
  }

  static List<Setting> settings() throws IOException {
    List<Setting> all = new ArrayList<>();
    for (Object owner : owners()) {
      Class<?> type = owner.getClass();
      for (Method method : type.getMethods()) {
        if (method.getReturnType() == type && method.getParameterCount() == 1) {
          String name = type.getSimpleName() + "." + method.getName();
          Setting.Call call = value -> method.invoke(owner, value);
          all.add(new Setting(name, method.getParameterTypes()[0], call));
        }
      }
      if (owner instanceof Record values) {
        addComponents(values, all);
      }
    }
    all.removeIf(each -> !List.of(Duration.class, int.class, long.class).contains(each.type()));
    return all;
  }

  private static void addComponents(Record values, List<Setting> all) {
    RecordComponent[] components = values.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int i = 0; i < components.length; i++) {
      int place = i;
      String name = values.getClass().getSimpleName() + "(" + components[i].getName() + ")";
      Setting.Call call =
          value -> {
            Constructor<?> constructor = values.getClass().getConstructor(types);
            Object[] arguments = new Object[components.length];
            for (int each = 0; each < arguments.length; each++) {
              arguments[each] = components[each].getAccessor().invoke(values);
            }
            arguments[place] = value;
            constructor.newInstance(arguments);
          };
      all.add(new Setting(name, components[i].getType(), call));
    }
  }

  static Stream<Setting> times() throws IOException {
    return settings().stream().filter(each -> each.type() == Duration.class);
  }

  static Stream<Setting> numbers() throws IOException {
    return settings().stream().filter(each -> each.type() != Duration.class);
  }

  @ParameterizedTest
  @MethodSource("times")
  void timeWithoutEnd_isTaken(Setting setting) {
    assertThatCode(() -> setting.call().set(FOREVER)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("times")
  void negativeTime_isRefusedAtOnce(Setting setting) {
    assertThat(setting.refusal(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.000000001S");
  }

  @ParameterizedTest
  @MethodSource("times")
  void missingTime_isRefusedAtOnceByName(Setting setting) {
    Throwable refusal = setting.refusal(null);
    assertThat(refusal).isInstanceOf(NullPointerException.class);
    // Not the JVM's own words about a call in the library's code.
    assertThat(refusal.getMessage()).isNotNull().doesNotContain("Cannot invoke");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void negativeNumber_isRefusedAtOnce(Setting setting) {
    Object negative = -1;
    if (setting.type() == long.class) {
      negative = -1L;
    }
    assertThat(setting.refusal(negative))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("-1");
  }

  @Test
  void allThatTakesATime_isTriedHere() throws IOException {
    Set<String> tried = new TreeSet<>();
    owners().forEach(owner -> tried.add(owner.getClass().getName()));
    OTHERS.forEach(other -> tried.add(other.getName()));
    Set<String> found = new TreeSet<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.perdure.worker")) {
      if (isPublic(each) && each.getMethods().stream().anyMatch(SettingsTest::takesTime)) {
        found.add(each.getName());
      }
      if (isPublic(each) && each.isRecord() && hasTime(each)) {
        found.add(each.getName());
      }
    }
    found.removeIf(name -> INTERNAL.matcher(name).matches());
    assertThat(found).isNotEmpty().isSubsetOf(tried);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(SettingsTest::isPublic).orElse(true);
  }

  private static boolean takesTime(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && method.getRawParameterTypes().stream().anyMatch(SettingsTest::isTime);
  }

  private static boolean hasTime(JavaClass type) {
    return type.getFields().stream().anyMatch(field -> isTime(field.getRawType()));
  }

  private static boolean isTime(JavaClass type) {
    return type.isEquivalentTo(Duration.class);
  }
}
