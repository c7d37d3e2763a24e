namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command as it is shown.</summary>
public sealed record ResourceCommandSnapshot
{
    /// <summary>Creates a snapshot.</summary>
    /// <param name="Name">The command's name.</param>
    /// <param name="State">Whether it can be called.</param>
    /// <param name="DisplayName">Its name as shown.</param>
    /// <param name="DisplayDescription">What it does.</param>
    /// <param name="Parameter">A value that goes with it.</param>
    /// <param name="ConfirmationMessage">What is asked before it is called.</param>
    /// <param name="IconName">The name of its icon.</param>
    /// <param name="IconVariant">The variant of its icon.</param>
    /// <param name="IsHighlighted">Whether it is shown first.</param>
    public ResourceCommandSnapshot(string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter, string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted)
    {
        this.Name = Name;
        this.State = State;
        this.DisplayName = DisplayName;
        this.DisplayDescription = DisplayDescription;
        parameter = Parameter;
        this.ConfirmationMessage = ConfirmationMessage;
        this.IconName = IconName;
        this.IconVariant = IconVariant;
        this.IsHighlighted = IsHighlighted;
    }

    private readonly object? parameter;

    /// <summary>The command's name.</summary>
    public string Name { get; init; }

    /// <summary>Whether it can be called.</summary>
    public ResourceCommandState State { get; init; }

    /// <summary>Its name as shown.</summary>
    public string DisplayName { get; init; }

    /// <summary>What it does.</summary>
    public string? DisplayDescription { get; init; }

    /// <summary>What is asked before it is called.</summary>
    public string? ConfirmationMessage { get; init; }

    /// <summary>The name of its icon.</summary>
    public string? IconName { get; init; }

    /// <summary>The variant of its icon.</summary>
    public IconVariant? IconVariant { get; init; }

    /// <summary>Whether it is shown first.</summary>
    public bool IsHighlighted { get; init; }

    /// <summary>Takes the snapshot apart.</summary>
    public void Deconstruct(out string Name, out ResourceCommandState State, out string DisplayName, out string? DisplayDescription, out object? Parameter, out string? ConfirmationMessage, out string? IconName, out IconVariant? IconVariant, out bool IsHighlighted)
    {
        Name = this.Name;
        State = this.State;
        DisplayName = this.DisplayName;
        DisplayDescription = this.DisplayDescription;
        Parameter = parameter;
        ConfirmationMessage = this.ConfirmationMessage;
        IconName = this.IconName;
        IconVariant = this.IconVariant;
        IsHighlighted = this.IsHighlighted;
    }
}
