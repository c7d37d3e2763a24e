using System.Text;
using System.Xml.Linq;
using CsCheck;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>Lists of any keys, by any prefix, delimiter and page, are what a plain list of the keys says.</summary>
public sealed class ListingTests
{
    private static readonly Gen<string> Key = Gen.OneOf("a", "b", "/", "-", "ä", "🌌", "～").Array[1, 5].Select(string.Concat);

    [Fact]
    public async Task Pages_put_together_are_the_whole()
    {
        using var bench = new Workbench();
        var number = 0;
        await Gen.Select(Key.Array[0, 12], Gen.OneOf("", "a", "a/", "ä"), Gen.OneOf("", "/", "-"), Gen.Int[1, 4]).SampleAsync(
            async (keys, prefix, delimiter, size) =>
            {
                var bucket = $"b-{number++}";
                await bench.SendAsync("PUT", $"/{bucket}");
                foreach (var key in keys)
                {
                    (await bench.SendAsync("PUT", $"/{bucket}/{Uri.EscapeDataString(key)}", "x")).Status.ShouldBe(200);
                }

                var found = await ListAsync(bench, bucket, prefix, delimiter, size);

                found.ShouldBe(Expected(keys, prefix, delimiter));
            },
            iter: 150, threads: 1);
    }

    private static string[] Expected(string[] keys, string prefix, string delimiter) =>
    [
        .. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => delimiter.Length > 0 && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is var at and >= 0 ? key[..(at + delimiter.Length)] : key)
            .Distinct().OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal),
    ];

    private static async Task<List<string>> ListAsync(Workbench bench, string bucket, string prefix, string delimiter, int size)
    {
        var found = new List<string>();
        for (var token = ""; ;)
        {
            var query = $"list-type=2&max-keys={size}&prefix={Uri.EscapeDataString(prefix)}&delimiter={Uri.EscapeDataString(delimiter)}" + (token.Length > 0 ? $"&continuation-token={Uri.EscapeDataString(token)}" : "");
            var page = XElement.Parse((await bench.SendAsync("GET", $"/{bucket}?{query}")).Text);
            string[] Names(string element, string name) => [.. page.Elements().Where(e => e.Name.LocalName == element).Select(e => e.Elements().Single(c => c.Name.LocalName == name).Value)];
            string[] names = [.. Names("Contents", "Key").Concat(Names("CommonPrefixes", "Prefix")).OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal)];
            names.Length.ShouldBeLessThanOrEqualTo(size);
            found.AddRange(names);
            if (page.Elements().Single(e => e.Name.LocalName == "IsTruncated").Value == "false")
            {
                return found;
            }

            names.Length.ShouldBe(size);
            token = page.Elements().Single(e => e.Name.LocalName == "NextContinuationToken").Value;
        }
    }
}
