package example.farewells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void constants_areThoseOfTheMessages() {
    assertEquals("Hello", example.greetings.Messages.HELLO);
    assertEquals("Goodbye, \"friend\"", Messages.GOODBYE);
  }

  @Test
  void bothModules_areGeneratedByOneWorker() {
    assertEquals(1, example.greetings.Messages.NUMBER_OF_THE_WORKER);
    assertEquals(2, Messages.NUMBER_OF_THE_WORKER);
  }
}
