namespace Lab.Compliance.Controls;

/// <summary>Which control an assessor measures.</summary>
internal interface IControlRegistration
{
    /// <summary>The control's id, for example <c>CIS-3.10</c>.</summary>
    static abstract string Control { get; }
}
