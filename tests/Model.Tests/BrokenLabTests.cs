namespace Lab.Model.Tests;

public sealed class BrokenLabTests
{
    public static TheoryData<string> Names => [.. BrokenLabs.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_reported_with_its_place_and_what_is_allowed(string name)
    {
        var broken = BrokenLabs.All.Single(c => c.Name == name);

        var mistakes = LabJson.MistakesOf(LabJson.With(broken.Change));

        mistakes.ShouldContain(m => m.Path == broken.Path && m.ToString().Contains(broken.Message, StringComparison.Ordinal), string.Join('\n', mistakes));
        mistakes.ShouldAllBe(m => m.Line > 0);
    }
}
