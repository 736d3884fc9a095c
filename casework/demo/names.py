"""Names for invented people, kept in families so that each full name is a likely one."""

from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True)
class NamePool:
    """Given and family names that go together, and how often the pool is drawn from."""

    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]


LONG_SETTLED = NamePool(
    weight=62,
    given=words(
        """
        Alison Amy Andrew Angela Anna Beth Bridget Callum Carol Catherine Charlotte Chloe Claire
        Craig Daniel Deborah Denise Diane Eleanor Emily Emma Fern Frances Gavin Georgia Gillian
        Hannah Harriet Hazel Holly Ian Jack Janet Jenna Jodie Judith Julie Karen Kathryn Kelly
        Kirsty Laura Lauren Lesley Linda Lorraine Lynne Maggie Marcus Mark Martin Matthew Megan
        Natalie Neil Nicola Nigel Oliver Paula Phoebe Rachel Robert Rosie Russell Ruth Sally
        Samantha Sharon Shaun Simon Sophie Stacey Steven Stuart Susan Tamsin Teresa Thea Tracey
        Vicky Wendy Zoe
        """
    ),
    family=words(
        """
        Allsop Aldred Ambler Appleyard Arkwright Barraclough Beaumont Bickerdike Birkin Bostock
        Bracewell Broadbent Brummitt Butterworth Chadwick Clegg Clough Coldwell Copley Cropper
        Crowther Dobson Drabble Dransfield Eastwood Fearnley Firth Garside Gaunt Goodall
        Greaves Hainsworth Haigh Hartshorn Haywood Heptonstall Hinchliffe Holroyd Illingworth
        Jagger Kershaw Kitson Lockwood Longbottom Lumb Mallinson Marsden Metcalfe Midgley
        Mosley Naylor Normanton Oddy Oldroyd Ormerod Pickles Priestley Ramsden Rawnsley
        Redfearn Rushworth Saville Schofield Shackleton Sowerby Stancliffe Sugden Sutcliffe
        Thackray Thewlis Tordoff Uttley Varley Wadsworth Walshaw Whiteley Womersley Wraith
        """
    ),
)
MUSLIM_SOUTH_ASIAN = NamePool(
    weight=11,
    given=words(
        """
        Aaliyah Adeel Aisha Amina Asma Bilal Farah Faisal Fatima Hafsa Haroon Hina Iqra Kamran
        Khadija Mariam Nadia Naveed Rabia Saira Samina Sana Shabana Tahira Usman Yasmin Zahid Zara
        """
    ),
    family=words(
        """
        Ahmad Akhtar Anwar Ashraf Aslam Bashir Chaudhry Dar Farooq Ghani Hanif Iqbal Javed Karim
        Latif Mahmood Malik Mirza Nawaz Qureshi Rashid Saleem Shafiq Siddiqui Tariq Waheed Younis
        """
    ),
)
INDIAN = NamePool(
    weight=8,
    given=words(
        """
        Amrit Anita Anjali Deepa Gurpreet Harjit Jasmin Jaspreet Kavita Kiran Manjit Meena Mohan
        Navdeep Neha Nisha Pooja Rajan Rakesh Reena Ritu Sandeep Sunil Suresh Tejal Usha Vikram
        """
    ),
    family=words(
        """
        Atwal Bains Bhatt Chahal Chauhan Dhaliwal Dosanjh Gohil Grewal Hothi Jhutti Joshi Kalsi
        Lakhani Mistry Nandra Pabla Parmar Rathod Sahota Sangha Solanki Thakkar Vaghela Virdee
        """
    ),
)
AFRICAN_AND_CARIBBEAN = NamePool(
    weight=9,
    given=words(
        """
        Abena Ade Alicia Bola Chidi Claudette Delroy Ebele Efua Femi Folake Funmi Ijeoma Joy
        Keisha Kofi Kwame Leroy Marcia Marlon Ngozi Nkechi Patience Precious Sade Tendai Yvette
        """
    ),
    family=words(
        """
        Adeyinka Agyeman Akande Amankwah Antwi Asante Bailey-Cole Balogun Boateng-Reid Chikwanda
        Danso Ekwueme Fagbemi Gayle Igwe Jegede Lawal Mensah Moyo Nwachukwu Obeng Ogunleye
        Okeke Olaniyan Quaye Sarpong Tagoe Uzoma Wynter
        """
    ),
)
EUROPEAN = NamePool(
    weight=7,
    given=words(
        """
        Agnieszka Aleksandra Andrei Beata Carla Dorota Elena Ewa Gabriela Ilona Ines Ioana Joao
        Katarzyna Luca Magda Marta Mihai Monika Paulo Piotr Sofia Tomasz Urszula Viktor Zuzanna
        """
    ),
    family=words(
        """
        Banasik Bielski Cardoso Ciobanu Dudek Ferraro Gorska Grabowski Ionescu Jasinska Kubiak
        Lewandek Lupu Marinho Moretti Nowicka Oliveira Pacheco Popa Sikora Stanek Szulc Varga
        """
    ),
)
EAST_ASIAN = NamePool(
    weight=3,
    given=words("Amelia Grace Hui Jia Kai Linh Mei Minh Rina Thuy Wai Winnie Xin Yan"),
    family=words("Chau Cheung Dinh Fung Hoang Kwan Lau Leung Ngai Siu Tran Vo Yeung Yip"),
)

POOLS = (
    LONG_SETTLED,
    MUSLIM_SOUTH_ASIAN,
    INDIAN,
    AFRICAN_AND_CARIBBEAN,
    EUROPEAN,
    EAST_ASIAN,
)
