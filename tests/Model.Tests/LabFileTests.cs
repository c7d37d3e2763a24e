using System.Text.Json.Nodes;

namespace Lab.Model.Tests;

public sealed class LabFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-model-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(folder, "lab.json");

        Should.Throw<LabFileException>(() => LabFile.Load(path)).Message
            .ShouldBe($"{path}: $: the file does not exist; allowed: a readable lab.json at this place");
    }

    [Fact]
    public void Broken_JSON_is_named_with_its_line()
    {
        var path = Write("{\n  \"name\": \"lab\",\n  \"timeZone\" \"UTC\"\n}");

        Should.Throw<LabFileException>(() => LabFile.Load(path)).Message.ShouldStartWith($"{path}:3: $: is not valid JSON: ");
    }

    [Fact]
    public void A_property_that_stands_twice_is_refused()
    {
        var path = Write(LabJson.Text.Replace("\"engine\": \"mongodb\",", "\"engine\": \"mongodb\",\n      \"engine\": \"mongodb\",", StringComparison.Ordinal));
        var line = 1 + File.ReadLines(path).ToList().FindIndex(l => l.Contains("\"mongodb\",", StringComparison.Ordinal) && l.Contains("engine", StringComparison.Ordinal));

        Should.Throw<LabFileException>(() => LabFile.Load(path)).Message
            .ShouldBe($"{path}:{line + 1}: $.systems[2].engine: is already given on line {line}; allowed: each property once");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public void An_empty_file_is_said_to_be_empty(string text)
    {
        var path = Write(text);

        Should.Throw<LabFileException>(() => LabFile.Load(path)).Message.ShouldBe($"{path}: $: the file is empty; allowed: the lab's declaration, a JSON object");
    }

    [Fact]
    public void What_is_allowed_names_each_property_once()
    {
        var mistake = LabJson.MistakesOf(LabJson.With(lab => lab.SystemAt(0)["databses"] = new JsonArray())).ShouldHaveSingleItem();

        mistake.Allowed.Split(", ").ShouldBeUnique();
        mistake.Allowed.ShouldEndWith("backup, databases");
    }

    [Fact]
    public void A_file_with_a_byte_order_mark_is_read() =>
        LabFile.Load(Write("\uFEFF" + LabJson.Text)).Systems.Count.ShouldBe(7);

    [Fact]
    public void A_list_where_an_object_belongs_is_one_clear_mistake() =>
        LabJson.MistakesOf(new JsonArray()).Select(m => m.ToString()).ShouldBe(["lab.json:1: $: is a list; allowed: an object"]);

    [Fact]
    public void Every_mistake_is_listed_in_the_order_of_the_file_with_its_line()
    {
        var mistakes = LabJson.MistakesOf(LabJson.With(lab =>
        {
            lab.SystemAt(0)["engine"] = "oracle";
            lab.SystemAt(1)["resources"]!["cores"] = 0;
            lab["timeZone"] = "Mars/Olympus";
        }));

        mistakes.Select(m => m.Path).ShouldBe(["$.timeZone", "$.systems[0].engine", "$.systems[1].resources.cores"]);
        mistakes.Select(m => m.Line).ShouldBeInOrder();
        mistakes[0].ToString().ShouldBe("lab.json:4: $.timeZone: is \"Mars/Olympus\"; allowed: an IANA time zone such as \"UTC\" or \"America/New_York\"");
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder, "lab.json");
        File.WriteAllText(path, text);
        return path;
    }
}
