namespace Lab.Model.Compliance;

/// <summary>A control that the lab is measured by.</summary>
/// <param name="Framework">The id of its framework.</param>
/// <param name="Number">Its number there, for example <c>3.10</c>.</param>
/// <param name="Title">Its title there.</param>
/// <param name="Claim">What the lab's documents claim about it, where they do.</param>
public sealed record Control(string Framework, string Number, string Title, Claim? Claim)
{
    /// <summary>The control's name in the lab, for example <c>CIS-3.10</c>.</summary>
    public string Id => $"{Framework}-{Number}";
}
