using System.Runtime.Versioning;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.State;

namespace Lab.Embedded.Tests.Model;

public sealed class ParameterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-parameters-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_value_is_asked_for_once()
    {
        var calls = 0;
        var parameter = new ParameterResource("p", _ => $"{++calls}");

        (await parameter.GetValueAsync(Cancellation)).ShouldBe("1");
        (await parameter.GetValueAsync(Cancellation)).ShouldBe("1");
    }

    [Fact]
    public async Task The_default_is_handed_to_who_looks_the_value_up()
    {
        var parameter = new ParameterResource("p", value => value!.GetDefaultValue()) { Default = new GenerateParameterDefault { MinLength = 30 } };

        (await parameter.GetValueAsync(Cancellation))!.Length.ShouldBe(30);
    }

    [Theory]
    [InlineData(false, "Parameters:p")]
    [InlineData(true, "ConnectionStrings:p")]
    public void The_configuration_key_follows_the_name(bool isConnectionString, string key) =>
        new ParameterResource("p", _ => "") { IsConnectionString = isConnectionString }.ConfigurationKey.ShouldBe(key);

    [Fact]
    public void A_generated_value_is_kept_over_restarts()
    {
        var first = Kept("pw").GetDefaultValue();

        Kept("pw").GetDefaultValue().ShouldBe(first);
        Kept("PW").GetDefaultValue().ShouldBe(first);
        Kept("other").GetDefaultValue().ShouldNotBe(first);
    }

    [Fact]
    public void A_clean_state_folder_gives_a_new_value()
    {
        var first = Kept("pw").GetDefaultValue();
        File.Delete(LabHome.Open(folder).ParametersFile);

        Kept("pw").GetDefaultValue().ShouldNotBe(first);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Generated_values_can_be_read_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
        }

        Kept("pw").GetDefaultValue();

        File.GetUnixFileMode(LabHome.Open(folder).ParametersFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Parameters_that_are_generated_at_once_are_all_kept()
    {
        await Parallel.ForAsync(0, 20, Cancellation, (i, _) =>
        {
            Kept($"p{i}").GetDefaultValue();
            return ValueTask.CompletedTask;
        });
        var values = Enumerable.Range(0, 20).Select(i => Kept($"p{i}").GetDefaultValue()).ToArray();

        values.ShouldBe(Enumerable.Range(0, 20).Select(i => Kept($"p{i}").GetDefaultValue()));
        values.ShouldBeUnique();
    }

    [Fact]
    public void A_damaged_file_is_named_without_what_it_holds()
    {
        var file = LabHome.Open(folder).ParametersFile;
        File.WriteAllText(file, """{ "pw": "s3cret """);

        var error = Should.Throw<DistributedApplicationException>(() => Kept("pw").GetDefaultValue());

        error.Message.ShouldContain(file);
        error.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void A_generated_value_has_the_kinds_of_characters_asked_for()
    {
        var value = new GenerateParameterDefault { MinLength = 12, MinLower = 3, MinUpper = 3, MinNumeric = 3, MinSpecial = 3 }.GetDefaultValue();

        value.Length.ShouldBe(12);
        value.Count(char.IsAsciiLetterLower).ShouldBe(3);
        value.Count(char.IsAsciiLetterUpper).ShouldBe(3);
        value.Count(char.IsAsciiDigit).ShouldBe(3);
        value.Count(c => "-_.{}~()*+!".Contains(c, StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public void A_generated_value_has_no_characters_that_are_not_allowed()
    {
        var value = new GenerateParameterDefault { MinLength = 500, Upper = false, Special = false }.GetDefaultValue();

        value.ShouldAllBe(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }

    [Fact]
    public void Generated_values_differ() =>
        Enumerable.Range(0, 1000).Select(_ => new GenerateParameterDefault().GetDefaultValue()).ShouldBeUnique();

    [Fact]
    public void Rules_that_contradict_each_other_are_refused()
    {
        Should.Throw<ArgumentException>(() => new GenerateParameterDefault { Lower = false, MinLower = 1 }.GetDefaultValue())
            .Message.ShouldBe("MinLower is 1, but Lower is not allowed.");
        Should.Throw<ArgumentException>(() => new GenerateParameterDefault { Lower = false, Upper = false, Numeric = false, Special = false }.GetDefaultValue())
            .Message.ShouldBe("A value can't be generated: Lower, Upper, Numeric and Special are all not allowed.");
    }

    private KeptParameterDefault Kept(string name) => new(name, new GenerateParameterDefault(), new GeneratedParameters(() => LabHome.Open(folder)));
}
