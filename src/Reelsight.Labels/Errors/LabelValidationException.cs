using Reelsight.Core.Errors;

namespace Reelsight.Labels.Errors;

/// <summary>A rule of label sets or annotations is broken; the message names the field, what is wrong and the way out.</summary>
public sealed class LabelValidationException(string message)
    : DomainException(DomainErrorKind.Invalid, new Failure(FailureCodes.ParameterInvalid, message));
