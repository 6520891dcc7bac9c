package dev.perdure.worker.testing;

import dev.perdure.worker.Worker;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The runs of a {@link WorkerTest}, each with its own worker extension. */
final class WorkerTestRuns implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), WorkerTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    WorkerTest test =
        AnnotationSupport.findAnnotation(method, WorkerTest.class)
            .orElseThrow(() -> new IllegalStateException("no worker test: " + method));
    WorkerSubject subject = ReflectionSupport.newInstance(test.value());
    List<TestTemplateInvocationContext> runs = new ArrayList<>();
    for (WorkerTest.Place place : test.places()) {
      // JUnit fails a template without runs, so no test is skipped silently.
      if (place == WorkerTest.Place.PROCESS && subject.command().isEmpty()) {
        continue;
      }
      for (WorkerTest.Mode mode : test.modes()) {
        for (Protocol protocol : test.protocols()) {
          runs.add(new Run(subject, protocol, mode, place));
        }
      }
    }
    return runs.stream();
  }

  private record Run(
      WorkerSubject subject, Protocol protocol, WorkerTest.Mode mode, WorkerTest.Place place)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return Stream.of(protocol, mode, place)
          .map(part -> part.name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .reduce((all, part) -> all + ", " + part)
          .orElse("");
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      boolean multiplex = mode == WorkerTest.Mode.MULTIPLEX;
      WorkerExtension workers =
          switch (place) {
            case PROCESS ->
                WorkerExtension.process(subject.command())
                    .environment(subject.environment())
                    .directory(subject.directory());
            case IN_PROCESS -> WorkerExtension.inProcess(() -> worker(multiplex));
          };
      WorkerExtension speaking = workers.protocol(protocol).timeout(subject.timeout());
      return List.of(multiplex ? speaking.multiplex() : speaking);
    }

    private Worker worker(boolean multiplex) {
      return multiplex ? subject.worker().multiplex() : subject.worker();
    }
  }
}
