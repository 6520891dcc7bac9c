package dev.perdure.worker.cache;

import dev.perdure.worker.runtime.log.MessageTemplate;
import org.jspecify.annotations.Nullable;

/** Every message of the cache itself, with the id under which it is explained. */
enum CacheMessage {
  CACHE_CHECK_FAILED("the cached value % is made again, because its check failed: %"),
  CACHE_CLOSE_FAILED("the cached value % can't be closed: %"),
  CACHE_CLOSED("the cache is closed: it can't give %"),
  CACHE_ENDED("what asked for % has ended: a value lives as long as the request that asked for it"),
  CACHE_LOAD_ENDED(
      "% is loaded; its scope is no longer valid, so % can't be added to what it was made of"),
  CACHE_LOADS_ITSELF("% is made of itself: its loader asks for it"),
  CACHE_NESTED("a loader asks the cache for %: it must ask its scope, or a change goes unnoticed"),
  CACHE_NO_VALUE("the loader of % returned null"),
  CACHE_NOT_AN_INPUT(
      "% is not among the inputs of request %: declare it as an input of the action"),
  CACHE_STATE_ENDED("the request that had the state folder of % has ended: keep it before that"),
  CACHE_STATE_LEFT("% leads out of the state folder of %"),
  CACHE_STATE_NESTED("a request that has a state folder asks for another one, that of %"),
  CACHE_STATES_CLOSED("the state folders are closed: there is none for %"),
  CACHE_STATES_UNSAFE("other users can change what is in %: keep states where only you can write");

  private final String template;

  CacheMessage(String template) {
    this.template = template;
  }

  /** The stable name under which the troubleshooting page explains this message. */
  String id() {
    return MessageTemplate.id(this);
  }

  /** The message with its parts filled in, in order, and its id at the end. */
  String text(@Nullable Object... parts) {
    return MessageTemplate.fill(template, id(), parts);
  }
}
