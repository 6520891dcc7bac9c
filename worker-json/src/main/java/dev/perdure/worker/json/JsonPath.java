package dev.perdure.worker.json;

/**
 * The current place in a message, kept in plain fields. It is made into text only for errors about
 * a malformed message.
 */
final class JsonPath {
  private static final int NO_INDEX = -1;

  private String member = "";
  private int index = NO_INDEX;
  private String innerMember = "";

  /** Moves to a member of the message. */
  void member(String name) {
    member = name;
    index = NO_INDEX;
    innerMember = "";
  }

  /** Moves to an element of the member. */
  void element(int at) {
    index = at;
    innerMember = "";
  }

  /** Moves to a member of the element. */
  void innerMember(String name) {
    innerMember = name;
  }

  /** The path, such as {@code $.inputs[2].digest}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("$");
    if (!member.isEmpty()) {
      text.append('.').append(member);
    }
    if (index != NO_INDEX) {
      text.append('[').append(index).append(']');
    }
    if (!innerMember.isEmpty()) {
      text.append('.').append(innerMember);
    }
    return text.toString();
  }
}
