namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is made of other things.</summary>
public interface IValueWithReferences
{
    /// <summary>What the value is made of.</summary>
    IEnumerable<object> References { get; }
}
