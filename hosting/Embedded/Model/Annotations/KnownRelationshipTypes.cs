namespace Aspire.Hosting.ApplicationModel;

/// <summary>The relationships that the host itself makes.</summary>
internal static class KnownRelationshipTypes
{
    public const string Parent = "Parent";
    public const string Reference = "Reference";
    public const string WaitFor = "WaitFor";
}
