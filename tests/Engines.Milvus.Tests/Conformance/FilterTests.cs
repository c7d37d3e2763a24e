using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

/// <summary>The boolean language. Row i has id i, name "n{i}", n = i mod 5, f = i/4, d = i/8, b = even, j = {a, s, l, o}, arr = [i, i+1].</summary>
public abstract class FilterTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task Filters_choose_the_rows_that_they_say()
    {
        var collection = await FilledAsync();
        var wrong = new List<string>();
        foreach (var (filter, expected) in Expected)
        {
            try
            {
                var keys = (await collection.QueryAsync(new MilvusQuery(filter), Cancellation)).Select(row => row.Get<long>("id")).ToList();
                wrong.AddRange(keys.SequenceEqual(expected) ? [] : [$"{filter}: {string.Join(' ', keys)}"]);
            }
            catch (MilvusException error)
            {
                wrong.Add($"{filter}: {error.Message}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("name > 5")]
    [InlineData("n == \"3\"")]
    [InlineData("n in [\"3\"]")]
    [InlineData("b > 1")]
    [InlineData("n +")]
    [InlineData("(n == 3")]
    [InlineData("n")]
    [InlineData("n == 3 && name")]
    [InlineData("v == 3")]
    [InlineData("like \"a\"")]
    public async Task Filters_that_mean_nothing_are_refused(string filter)
    {
        var collection = await FilledAsync();

        (await Should.ThrowAsync<MilvusException>(() => collection.QueryAsync(new MilvusQuery(filter), Cancellation))).Code.ShouldBe(65535);
    }

    private static (string Filter, long[] Expected)[] Expected =>
    [
        ("id < 3", [0, 1, 2]),
        ("id <= 3 and id != 1", [0, 2, 3]),
        ("3 < id", [.. Range(4, 16)]),
        ("2 <= id < 5", [2, 3, 4]),
        ("id in [1, 30]", [1]),
        ("id not in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]", [17, 18, 19]),
        ("f == 0.25", [1]),
        ("f < 0.6", [0, 1, 2]),
        ("d > 2.2", [18, 19]),
        ("b == true and id < 5", [0, 2, 4]),
        ("not (id > 1)", [0, 1]),
        ("!(id > 1) || id == 19", [0, 1, 19]),
        ("name == \"n7\"", [7]),
        ("name == 'n7'", [7]),
        ("name in [\"n7\", \"n8\", \"x\"]", [7, 8]),
        ("name like \"n1%\"", [1, .. Range(10, 10)]),
        ("name > \"n8\"", [9]),
        ("id % 7 == 0", [0, 7, 14]),
        ("id + 1 == 5", [4]),
        ("id * 2 == 10", [5]),
        ("id - 1 == 16", [17]),
        ("n == 3 and id > 5 or id == 0", [0, 8, 13, 18]),
        ("j[\"a\"] == 4", [4]),
        ("j[\"a\"] > 17", [18, 19]),
        ("j[\"s\"] == \"s1\" and id < 8", [1, 4, 7]),
        ("j[\"o\"][\"x\"] == 6", [6]),
        ("j[\"l\"][1] == 6", [6]),
        ("j[\"a\"] in [1, 2]", [1, 2]),
        ("j[\"nope\"] == 4", []),
        ("j[\"s\"] == 4", []),
        ("exists j[\"nope\"]", []),
        ("(exists j[\"a\"]) and id == 2", [2]),
        ("json_contains(j[\"l\"], 7)", [7]),
        ("json_contains_any(j[\"l\"], [7, 8])", [7, 8]),
        ("json_contains_all(j[\"l\"], [1, 8])", [8]),
        ("array_contains(arr, 7)", [6, 7]),
        ("array_contains_all(arr, [7, 8])", [7]),
        ("array_contains_any(arr, [0, 19])", [0, 18, 19]),
        ("array_length(arr) == 2 and id < 2", [0, 1]),
        ("arr[0] == 5", [5]),
        ("num == 5", [5]),
        ("extra == \"e6\"", [6]),
        ("num > 17", [18, 19]),
        ("$meta[\"num\"] == 4", [4]),
        ("i8 == 7 && i16 == 70", [7]),
    ];

    private static IEnumerable<long> Range(int start, int count) => Enumerable.Range(start, count).Select(id => (long)id);
}
