/**
 * What every codec must pass, whatever its encoding: {@link
 * dev.perdure.worker.contract.CodecContract}, and the messages and streams that it is tested with.
 */
@NullMarked
package dev.perdure.worker.contract;

import org.jspecify.annotations.NullMarked;
