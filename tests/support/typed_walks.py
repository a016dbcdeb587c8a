# ruff: noqa: E501
"""Three people who type a whole badge, in their own words: no button is pressed, and talk stands among the evidence.

A line that begins with `+ ` is evidence: the pack must hold it, and nothing else but the details.
"""

WEAK_ENGLISH = """
/start OB-1249
hello, what is this
who will see what I write
yes I am agree
yes is for me
what name you need, passport name or married name
Agnieszka Wróbel
my email is aga.wrobel82@example.com
it is 3 1 8 4 4 0 2
which part I am, I work like support worker with adults in care home
number 3
that is all
Glen Care Home
what I must write here
sorry my english is not so good
+ I did the course of leadership for support workers in May, two days in Perth. I was choose this because I am now senior and I did not know how to say to other worker what to do. We was learning about how to give feedback and how to listen before we speak.
is it enough
next please
+ It matter to me because now I have six people in my shift and they ask me every day what to do. I must know how to lead them with respect and not be only boss. I want to be good senior.
next
what means three things
+ First thing I learned is listen first. Before I was always speaking, now I wait and I ask what happened. When the new girl made a mistake with the cream I asked her to tell me, and she told me that nobody showed her the chart. So it was not her mistake, it was how we teach.
the bus is coming, wait please
ok I am back
+ Second thing is to give feedback soon and in private place. I do it in the office after handover and I say one good thing and one thing to change. Third thing is to write it down same day, because after two days nobody remember how it was. I learned also that quality assurance is not only for manager, we look together at the falls and we see that most of falls are after tea when we are only two. Now we change the break and there is one more person in the lounge after tea time, and the falls are less.
how many words I have
next question
+ I will use it in my supervision every month. I prepare three questions and I listen. I made with my team a small list for the start of shift, who has new medicine, who fell, who is sad. Every morning we read it together, it is five minutes. I will do small audit of care plan each week with one other worker, so they learn how to do it too. If something is not good we write what we change and who do it and when we look again. I will ask residents and families what is good and what is not, because they see it every day. In three months I will look if the falls are less and if the people in my team say that the feedback help them. I want also that night shift do the same list, so I speak with the night senior and we agree to try it for four weeks. After that we decide together if we keep it.
repeat the question please
+ My manager said that she will help me with the audit the first time.
next
+ Before I was scared to speak in meeting because of my accent and because others are longer here. Now I speak about the falls and they listen to me. I feel more sure when I must say that something is not safe. Last week I said to a doctor that we need the medicine earlier and he changed it. I feel that I am leader also when I make mistake and say it. I am proud of my team.
thank you
check my answers
can I see it all
yes it is good
no I did not use, all is my words
yes I agree
yes
I agree
yes
yes
send it please
"""

SCREEN_READER = """
/start OB-1249
what do I do here, I use VoiceOver
agree
yes
is it my full name you want
Callum Iain MacRae
callum.macrae@example.org
where do I find that number
3 0 7 double 5 1 9
social care
done
Tayside Home Support
help
+ I took part in a series of six online sessions on leading quality in home support, run by our training partner over twelve weeks. Between sessions we kept a reflective log and met in pairs. I chose it because I coordinate visits across a wide area and rarely see my colleagues in person.
how many words is that
read it back
next
+ It matters because I am blind and I lead a team that I mostly meet by phone. I needed ways to know whether care is good when I cannot look over a shoulder.
next
+ The first thing I learned is that quality has to be heard as well as seen. I now ring two people we support each week and ask the same four open questions. It matters because they tell me what a checklist never would, such as that a visit at seven felt like being woken by an alarm.
+ The second is that delegation without authority is just extra work. I had been handing over tasks and then redoing them. I now agree with my colleague what they may decide on their own, and I leave it with them. It matters because two of them have since changed the rota without asking and it was better than mine.
+ The third is that data needs a story. Our late visits went from nine to four a month, but what convinced the team was one daughter saying that her father no longer waits at the window. I bring both to every meeting now.
where am I
can I do question 5 first
+ I used to apologise before I spoke in meetings. After the fourth session I chaired one, with my notes in braille, and nobody filled my pauses for me. I now tell new colleagues on their first day how I work and what I need from them. I am more confident in challenging a decision when it does not fit what people have told us, and I have done so twice with our area manager this quarter, calmly and with my figures ready.
go to question 4
+ From now on I will hold a monthly quality call with the whole team, thirty minutes, with one story and one number. I have asked each colleague to bring one thing that got in the way of good care, and we agree who will fix it by the next call. I will keep a spoken log of what we tried so that anyone can listen back. I will pair every new colleague with someone who is not their supervisor for the first six weeks, because the sessions showed me that people ask a peer what they would never ask me. I will review our late visits by street and time of day with the scheduler each month, and change the runs where the same person is late twice. In spring I will ask the people we support to tell us, in their own words, if their visits feel unhurried, and I will bring what they say to the board.
undo
bring it back
what is left
check my answers
what happens after this
carry on to sending
no
can you read that again
yes
agree
yes
yes
yes
who gets it
send it
"""

ONE_THUMB = """
/start OB-1249
aye go on then
yep
hiya its kyle mcphail
kmcphail@example.com
havent got my card on me, later
support worker in a nursery
aye
glenview nursery
right here goes
+ did the wee online course on leadership on my phone over three weeks of breaks, plus shadowed our depute for two shifts. picked it cause im acting senior in the toddler room now and i was winging it
sorry that was the wean
+ there was a bit on how to run a huddle and a bit on giving praise that means something
am I there yet
next
kettles on
+ it matters cause im the one folk come to now when the depute is off, and half of them have been there longer than me
+ i need to lead without being a pain about it
ok next
+ first thing, praise has to be about one thing they did. i used to say good job to everyone. now i say i saw how you got down to his level when he was raging and it worked. folk do it again when you say what it was
buzzers going brb
+ second, a huddle is five minutes and it is not a moan. we stand by the nappy station at half eight, who is in, who is unsettled, who has a review. since we started naebody has missed a review and the parents have noticed
+ third thing is ask before you fix. i was forever jumping in. now i ask what have you tried and most of the time they have the answer. it matters cause they dont need me there for every wee thing and the weans get folk who are calm
+ also learned that when it goes wrong you look at how we do it no who did it
how many more
+ and that the weans pick up how we talk to each other so it starts with us in the room
ok next
+ im keeping the huddle and writing two lines after it in the room diary so the late shift knows. every friday i will go through the diary with one other person and pick one thing to change the next week
+ once a month i will do a wee audit with the room team, we pick one thing like how mealtimes feel, watch it for two days and write what we see. no blame. then we change one thing and look again in a month
+ ive asked the depute to watch me do a feedback chat and tell me straight. im doing the same for the two new starts so they get used to it
+ and ill ask parents at the door one question a week and put the answers on the staffroom wall, so we hear what they think before the survey
+ in the summer i will hand the huddle to somebody else for a month so its no just me, and see if it still runs
next
+ used to hide in the cupboard when a parent was angry. last month i went and said tell me what happened and i will find out, and it was fine. i can say no to my pals at work now when its about the weans safety and naebody fell out with me
+ the depute said i look like i know what im doing and maist days i do. i put my hand up for the next room meeting myself which i would never have done before
done
3184402
whits it look like, read it all
looks good
naw all ma ain words
agreed
aye
yep
agree
aye thats true
fire it in
"""
