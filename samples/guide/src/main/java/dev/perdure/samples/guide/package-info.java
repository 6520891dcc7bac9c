/**
 * The code of the documentation site. Pages show the regions between {@code #region} and {@code
 * #endregion}, so the code that readers copy compiles and is tested.
 */
@NullMarked
package dev.perdure.samples.guide;

import org.jspecify.annotations.NullMarked;
