package io.socketio.jakarta.sample;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One line of text from a client, such as a name: not blank, without control characters, half surrogate pairs (they have no UTF-8 form) and what turns
 * the reading order, by which a name could rewrite the line that it stands in. As with other constraints, null passes; see
 * {@link jakarta.validation.constraints.NotNull}.
 */
@Size
@Pattern(regexp = Text.NOT_BLANK)
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*+")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Line {

    /** The longest, in UTF-16 units, as {@code maxlength} counts in a browser. */
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max();

    String message() default "must be one line of 1 to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
