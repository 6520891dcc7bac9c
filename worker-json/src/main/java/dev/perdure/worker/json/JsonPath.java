package dev.perdure.worker.json;

/**
 * Where in a message reading is: kept as it goes, as plain fields, and made into text only for what
 * is said about a malformed message.
 */
final class JsonPath {
  private static final int NO_INDEX = -1;

  private String member = "";
  private int index = NO_INDEX;
  private String innerMember = "";

  /** Goes to a member of the message. */
  void member(String name) {
    member = name;
    index = NO_INDEX;
    innerMember = "";
  }

  /** Goes to an element of the member. */
  void element(int at) {
    index = at;
    innerMember = "";
  }

  /** Goes to a member of the element. */
  void innerMember(String name) {
    innerMember = name;
  }

  /** The path as {@code $.inputs[2].digest}. */
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
