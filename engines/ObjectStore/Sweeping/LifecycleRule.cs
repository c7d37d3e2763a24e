using System.Globalization;
using System.Xml.Linq;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Sweeping;

/// <summary>A rule of a bucket's lifecycle configuration.</summary>
/// <param name="IsEnabled">Whether it is followed.</param>
/// <param name="Prefix">What keys begin with.</param>
/// <param name="Tags">Tags that an object must have.</param>
/// <param name="Transitions">Days after which current versions change their class.</param>
/// <param name="ExpirationDays">Days after which current versions go.</param>
/// <param name="NoncurrentDays">Days after which versions that were replaced go.</param>
/// <param name="AbortDays">Days after which unfinished uploads are aborted.</param>
internal sealed record LifecycleRule(
    bool IsEnabled,
    string Prefix,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<(int Days, string StorageClass)> Transitions,
    int? ExpirationDays,
    int? NoncurrentDays,
    int? AbortDays)
{
    private static readonly HashSet<string> Known = ["ID", "Status", "Prefix", "Filter", "Transition", "Expiration", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"];

    public static List<LifecycleRule> ReadAll(XElement document)
    {
        var rules = document.Children("Rule").Select(Read).ToList();
        return rules.Count is > 0 and <= 1000 ? rules : throw S3Exception.MalformedXml("A lifecycle configuration has 1 to 1,000 rules.");
    }

    public bool Matches(ObjectVersion version) =>
        version.Key.StartsWith(Prefix, StringComparison.Ordinal) && Tags.All(tag => version.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private static LifecycleRule Read(XElement rule)
    {
        if (rule.Elements().FirstOrDefault(e => !Known.Contains(e.Name.LocalName)) is { } unknown)
        {
            throw S3Exception.NotImplemented($"The lifecycle action {unknown.Name.LocalName}");
        }

        var enabled = rule.Text("Status") switch { "Enabled" => true, "Disabled" => false, _ => throw S3Exception.MalformedXml("Status must be Enabled or Disabled.") };
        var filter = rule.Child("Filter");
        var where = filter?.Child("And") ?? filter;
        if (where?.Elements().FirstOrDefault(e => e.Name.LocalName is not ("Prefix" or "Tag" or "And")) is { } condition)
        {
            throw S3Exception.NotImplemented($"The lifecycle filter {condition.Name.LocalName}");
        }

        var expiration = rule.Child("Expiration");
        if (expiration is not null && expiration.Child("Days") is null)
        {
            throw S3Exception.NotImplemented("A lifecycle expiration without Days");
        }

        return new(
            enabled,
            rule.Text("Prefix") ?? where?.Text("Prefix") ?? "",
            where?.Children("Tag").ToDictionary(t => t.Text("Key") ?? "", t => t.Text("Value") ?? "") ?? [],
            [.. rule.Children("Transition").Select(t => (Days(t, "Days", 0), StorageClasses.Check(t.Text("StorageClass")))).OrderBy(t => t.Item1)],
            expiration is null ? null : Days(expiration, "Days", 1),
            rule.Child("NoncurrentVersionExpiration") is { } noncurrent ? Days(noncurrent, "NoncurrentDays", 1) : null,
            rule.Child("AbortIncompleteMultipartUpload") is { } abort ? Days(abort, "DaysAfterInitiation", 1) : null);
    }

    private static int Days(XElement element, string name, int least) =>
        int.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= least
            ? days
            : throw S3Exception.InvalidArgument($"'{name}' must be a number of days of {least} or more.");
}
