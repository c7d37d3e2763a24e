using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

public class ModelNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("proj-pg01")]
    [InlineData("Neo4j")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Letters_digits_and_single_hyphens_are_valid(string name) => new TestResource(name).Name.ShouldBe(name);

    [Theory]
    [InlineData("", "Resource name '' is invalid. Name must be between 1 and 64 characters long.")]
    [InlineData("1a", "Resource name '1a' is invalid. Name must start with an ASCII letter.")]
    [InlineData("-a", "Resource name '-a' is invalid. Name must start with an ASCII letter.")]
    [InlineData("a_b", "Resource name 'a_b' is invalid. Name must contain only ASCII letters, digits, and hyphens.")]
    [InlineData("ä", "Resource name 'ä' is invalid. Name must start with an ASCII letter.")]
    [InlineData("aé", "Resource name 'aé' is invalid. Name must contain only ASCII letters, digits, and hyphens.")]
    [InlineData("a-", "Resource name 'a-' is invalid. Name cannot end with a hyphen.")]
    [InlineData("a--b", "Resource name 'a--b' is invalid. Name cannot contain consecutive hyphens.")]
    public void An_invalid_name_is_refused_with_the_rule_it_breaks(string name, string message) =>
        Should.Throw<ArgumentException>(() => new TestResource(name)).Message.ShouldStartWith(message);

    [Fact]
    public void A_name_of_more_than_64_characters_is_refused() =>
        Should.Throw<ArgumentException>(() => new TestResource(new string('a', 65))).Message.ShouldContain("between 1 and 64 characters long");

    [Fact]
    public void Endpoint_names_follow_the_same_rules() =>
        Should.Throw<ArgumentException>(() => new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, name: "a b"))
            .Message.ShouldStartWith("EndpointAnnotation name 'a b' is invalid. Name must contain only ASCII letters, digits, and hyphens.");
}
